package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a forge's published description of its API says of requests, as forges.txt has it. */
final class ForgeDescription {
  private final List<Request> requests = new ArrayList<>();

  /** One kind of request. */
  private record Request(String method, Pattern path, List<String> fields) {}

  ForgeDescription(Forge kind) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ForgeDescription.class.getResourceAsStream("forges.txt"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] words = line.split(" ");
        if (words[0].equals(kind.name())) {
          requests.add(
              new Request(
                  words[1],
                  Pattern.compile(words[2].replace("{}", "[^/]+")),
                  Arrays.asList(words).subList(3, words.length)));
        }
      }
    }
  }

  /** What a request has that is not described, or lacks though it is required. */
  List<String> objections(String method, String path, String body) throws IOException {
    for (Request request : requests) {
      if (request.method().equals(method) && request.path().matcher(path).matches()) {
        return objections(request, method + " " + path, fields(body));
      }
    }
    return List.of(method + " " + path + " is not described");
  }

  private static List<String> objections(
      Request request, String where, Map<String, String> fields) {
    List<String> objections = new ArrayList<>();
    Map<String, String> left = new TreeMap<>(fields);
    for (String described : request.fields()) {
      String name = described.replaceFirst("[!=].*", "");
      String value = left.remove(name);
      if (value == null && described.contains("!")) {
        objections.add(where + " lacks " + name);
      }
      String taken = described.contains("=") ? described.replaceFirst(".*=", "") : "";
      if (value != null && !taken.isEmpty() && !List.of(taken.split("\\|")).contains(value)) {
        objections.add(where + " has " + name + "=" + value + ", not one of " + taken);
      }
    }
    left.keySet().forEach(name -> objections.add(where + " has " + name + ", not described"));
    return objections;
  }

  private static Map<String, String> fields(String body) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    if (body.startsWith("{")) {
      for (Map.Entry<String, JsonNode> field : Json.mapper().readTree(body).properties()) {
        fields.put(field.getKey(), field.getValue().asText());
      }
      return fields;
    }
    return ForgePaths.form(body);
  }
}

package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a forge answers to somebody who may ask: the paths of each kind, as it publishes them. */
final class ForgePaths {
  private final FakeForge forge;
  private long last = 100;

  ForgePaths(FakeForge forge) {
    this.forge = forge;
  }

  void answer(HttpExchange exchange, String method, String path, String query, String body)
      throws IOException {
    switch (forge.kind) {
      case GITHUB -> github(exchange, method, path.replaceFirst("^/api/v3", ""), body);
      case GITEA -> gitea(exchange, method, path.replaceFirst("^/api/v1", ""), body);
      case GITLAB -> gitlab(exchange, method, path.replaceFirst("^/api/v4", ""), query, body);
      case BITBUCKET -> bitbucket(exchange, method, path.replaceFirst("^/2.0", ""), query, body);
    }
  }

  private void github(HttpExchange exchange, String method, String path, String body)
      throws IOException {
    String repository = "/repos/team/flights";
    switch (method + " " + path) {
      case "GET /repos/team/flights" ->
          FakeForge.answer(
              exchange,
              200,
              "{\"id\": 1, \"name\": \"flights\", \"full_name\": \"team/flights\", \"owner\": {\"login\": \"team\"}}");
      case "GET /repos/team/flights/pulls/7" ->
          FakeForge.answer(
              exchange, 200, "{\"number\": 7, \"head\": {\"sha\": \"" + forge.head + "\"}}");
      case "GET /repos/team/flights/commits/" + FakeForge.SHA + "/check-runs" ->
          FakeForge.answer(exchange, 200, runs());
      case "POST /repos/team/flights/check-runs" -> {
        if (forge.appsOnly) {
          FakeForge.answer(
              exchange, 403, "{\"message\": \"You must authenticate via a GitHub App.\"}");
        } else {
          checkRun(exchange, ++last, body, 201);
        }
      }
      case "POST /repos/team/flights/statuses/" + FakeForge.SHA ->
          status(exchange, body, 140, "context");
      default -> {
        if (method.equals("PATCH") && path.startsWith(repository + "/check-runs/")) {
          checkRun(exchange, number(path), body, 200);
        } else {
          issueComments(exchange, method, path, body);
        }
      }
    }
  }

  private String runs() {
    ObjectNode page = Json.mapper().createObjectNode();
    ArrayNode list = page.put("total_count", forge.checkRuns.size()).putArray("check_runs");
    forge.checkRuns.forEach(
        (id, run) -> list.addObject().put("id", id).put("name", run.path("name").asText()));
    return page.toString();
  }

  private void checkRun(HttpExchange exchange, long id, String body, int code) throws IOException {
    ObjectNode run = (ObjectNode) Json.mapper().readTree(body);
    if (code == 201
        && (!run.hasNonNull("name") || !run.path("head_sha").asText().equals(forge.head))) {
      FakeForge.answer(exchange, 422, "{\"message\": \"Invalid request\"}");
      return;
    }
    forge.checkRuns.put(id, run);
    FakeForge.answer(exchange, code, run.deepCopy().put("id", id).toString());
  }

  private void gitea(HttpExchange exchange, String method, String path, String body)
      throws IOException {
    switch (method + " " + path) {
      case "GET /repos/team/flights/pulls/7" ->
          FakeForge.answer(
              exchange, 200, "{\"number\": 7, \"head\": {\"sha\": \"" + forge.head + "\"}}");
      case "POST /repos/team/flights/statuses/" + FakeForge.SHA ->
          status(exchange, body, 255, "context");
      default -> issueComments(exchange, method, path, body);
    }
  }

  /** GitHub's paths, which Gitea has too. */
  private void issueComments(HttpExchange exchange, String method, String path, String body)
      throws IOException {
    String list = "/repos/team/flights/issues/7/comments";
    if (path.equals(list) && method.equals("GET")) {
      ArrayNode all = Json.mapper().createArrayNode();
      forge.comments.forEach((id, text) -> all.addObject().put("id", id).put("body", text));
      FakeForge.answer(exchange, 200, all.toString());
    } else if (path.equals(list) && method.equals("POST")) {
      comment(exchange, ++last, Json.mapper().readTree(body).path("body").asText(), 201);
    } else if (method.equals("PATCH") && path.startsWith("/repos/team/flights/issues/comments/")) {
      comment(exchange, number(path), Json.mapper().readTree(body).path("body").asText(), 200);
    } else {
      FakeForge.answer(exchange, 404, "{\"message\": \"Not Found\"}");
    }
  }

  private void gitlab(HttpExchange exchange, String method, String path, String query, String body)
      throws IOException {
    String project = "/projects/team%2Fml%2Fflights";
    String notes = project + "/merge_requests/7/notes";
    Map<String, String> form = form(body);
    if (path.equals(project + "/merge_requests/7")) {
      FakeForge.answer(exchange, 200, "{\"iid\": 7, \"sha\": \"" + forge.head + "\"}");
    } else if (method.equals("POST") && path.equals(project + "/statuses/" + FakeForge.SHA)) {
      status(exchange, Json.mapper().valueToTree(form).toString(), 255, "name");
    } else if (path.equals(notes) && method.equals("GET")) {
      ArrayNode all = Json.mapper().createArrayNode();
      forge.comments.forEach((id, text) -> all.addObject().put("id", id).put("body", text));
      exchange.getResponseHeaders().add("X-Total", String.valueOf(forge.comments.size()));
      // As if there were more on a second page, which is empty.
      boolean first = !query.matches(".*\\bpage=2.*");
      exchange.getResponseHeaders().add("X-Total-Pages", "2");
      exchange.getResponseHeaders().add("X-Per-Page", "100");
      exchange.getResponseHeaders().add("X-Page", first ? "1" : "2");
      if (!first) {
        all.removeAll();
      }
      FakeForge.answer(exchange, 200, all.toString());
    } else if (path.equals(notes) && method.equals("POST")) {
      comment(exchange, ++last, form.getOrDefault("body", ""), 201);
    } else if (path.startsWith(notes + "/") && method.equals("PUT")) {
      comment(exchange, number(path), form.getOrDefault("body", ""), 200);
    } else {
      FakeForge.answer(exchange, 404, "{\"message\": \"404 Not Found\"}");
    }
  }

  private void bitbucket(
      HttpExchange exchange, String method, String path, String query, String body)
      throws IOException {
    String pull = "/repositories/team/flights/pullrequests/7";
    String list = pull + "/comments";
    if (path.equals(pull)) {
      FakeForge.answer(
          exchange, 200, "{\"source\": {\"commit\": {\"hash\": \"" + forge.head + "\"}}}");
    } else if (path.equals(
        "/repositories/team/flights/commit/" + FakeForge.SHA + "/statuses/build")) {
      status(exchange, body, 255, "key");
    } else if (path.equals(list) && method.equals("GET")) {
      page(exchange, query);
    } else if (path.equals(list) && method.equals("POST")) {
      comment(exchange, ++last, raw(body), 201);
    } else if (path.startsWith(list + "/") && method.equals("PUT")) {
      comment(exchange, number(path), raw(body), 200);
    } else {
      FakeForge.answer(exchange, 404, "{\"error\": {\"message\": \"not found\"}}");
    }
  }

  /** One comment a page, so that pages have to be followed. */
  private void page(HttpExchange exchange, String query) throws IOException {
    List<Long> ids = List.copyOf(forge.comments.keySet());
    int number = query.contains("page=") && !query.contains("pagelen") ? (int) number(query) : 1;
    ObjectNode page = Json.mapper().createObjectNode();
    ArrayNode values = page.putArray("values");
    if (number <= ids.size()) {
      ObjectNode comment = values.addObject().put("id", ids.get(number - 1));
      comment.putObject("content").put("raw", forge.comments.get(ids.get(number - 1)));
    }
    if (number < ids.size()) {
      page.put(
          "next",
          forge.site()
              + "/2.0/repositories/team/flights/pullrequests/7/comments?page="
              + (number + 1));
    }
    FakeForge.answer(exchange, 200, page.toString());
  }

  private static String raw(String body) throws IOException {
    return Json.mapper().readTree(body).path("content").path("raw").asText();
  }

  private void status(HttpExchange exchange, String body, int longest, String name)
      throws IOException {
    JsonNode status = Json.mapper().readTree(body);
    boolean whole = status.hasNonNull("state") && status.hasNonNull(name);
    if (!whole || status.path("description").asText().length() > longest) {
      FakeForge.answer(exchange, 422, "{\"message\": \"Validation Failed\"}");
      return;
    }
    forge.statuses.add(status);
    FakeForge.answer(exchange, 201, "{\"id\": 1, \"status\": \"success\"}");
  }

  private void comment(HttpExchange exchange, long id, String text, int code) throws IOException {
    if (text.isEmpty()) {
      FakeForge.answer(exchange, 422, "{\"message\": \"Validation Failed\"}");
      return;
    }
    forge.comments.put(id, text);
    FakeForge.answer(exchange, code, "{\"id\": " + id + "}");
  }

  private static long number(String path) {
    return Long.parseLong(path.replaceFirst(".*\\D", ""));
  }

  static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}

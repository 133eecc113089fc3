package dev.mlbox.serving.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.serving.exchange.AnswerId;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.json.BoxJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Samples as JSON, one line a row: {@code {"t": millis, "v": version, "id": …, "row": 0, "in":
 * {columns}, "out": …}}, and labels as {@code {"t": …, "id": …, "row": 0, "label": …}}. What a
 * redacted column held is never in one.
 */
final class SampleLines {
  private static final String ROWS = "rows";

  private final List<String> features;
  private final Set<String> redacted;

  /**
   * @param features the columns of a matrix, in its order; empty when there is none
   */
  SampleLines(List<String> features, Set<String> redacted) {
    this.features = List.copyOf(features);
    this.redacted = Set.copyOf(redacted);
  }

  /**
   * The lines of a sample, each with its end.
   *
   * @throws IOException when it is no JSON
   */
  String of(Sample sample) throws IOException {
    StringBuilder lines = new StringBuilder();
    if (sample instanceof Sample.Answered answered) {
      answered(answered, lines);
    } else {
      labelled((Sample.Labelled) sample, lines);
    }
    return lines.toString();
  }

  private void answered(Sample.Answered sample, StringBuilder lines) throws IOException {
    JsonNode request = BoxJson.mapper().readTree(sample.request().getBytes());
    JsonNode answer = BoxJson.mapper().readTree(sample.answer().getBytes());
    boolean plain = sample.kind() == Endpoint.Kind.ROWS;
    List<ObjectNode> rows = plain ? rows(request) : new TensorRows(features).of(request);
    List<JsonNode> said = plain ? predictions(answer) : outputs(answer);
    String nonce = AnswerId.parse(sample.id()).map(AnswerId::nonce).orElse("");
    for (int row = 0; row < rows.size(); row++) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("t", sample.millis()).put("v", sample.version());
      if (!nonce.isEmpty()) {
        line.put("id", nonce).put("row", row);
      }
      line.set("in", rows.get(row).remove(redacted));
      if (row < said.size()) {
        line.set("out", said.get(row));
      }
      lines.append(line).append('\n');
    }
  }

  private static void labelled(Sample.Labelled sample, StringBuilder lines) {
    for (int row = 0; row < sample.labels().size(); row++) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("t", sample.millis()).put("id", sample.nonce()).put("row", row);
      line.set("label", sample.labels().get(row));
      lines.append(line).append('\n');
    }
  }

  private static List<ObjectNode> rows(JsonNode request) {
    JsonNode list = request.isObject() && request.has(ROWS) ? request.get(ROWS) : request;
    List<ObjectNode> rows = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(
          each -> {
            if (each instanceof ObjectNode row) {
              rows.add(row);
            }
          });
    } else if (list instanceof ObjectNode row) {
      rows.add(row);
    }
    return rows;
  }

  private static List<JsonNode> predictions(JsonNode answer) {
    List<JsonNode> said = new ArrayList<>();
    for (JsonNode each : answer.path("predictions")) {
      said.add(each.has("label") ? each.get("label") : each);
    }
    return said;
  }

  private static List<JsonNode> outputs(JsonNode answer) {
    List<JsonNode> said = new ArrayList<>();
    for (JsonNode output : answer.path("outputs")) {
      if (output.path("name").asText().equals("label")) {
        output.path("data").forEach(said::add);
      }
    }
    return said;
  }
}

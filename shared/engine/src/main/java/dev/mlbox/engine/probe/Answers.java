package dev.mlbox.engine.probe;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a box answered to single rows, as predictions. An answer is {@code {"predictions": [entry]}}
 * with an entry {@code {"label": …, "probabilities": {"class": p, …} or [p, …]}}, or the bare
 * value.
 */
final class Answers {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** How JSON writers put what JSON has no number for. */
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private final JsonNode[] entries;

  Answers(int rows) {
    entries = new JsonNode[rows];
  }

  /** Takes the answer to one row; each row's once, from any thread. */
  void put(int row, byte[] body) {
    JsonNode predictions;
    try {
      predictions = MAPPER.readTree(body).path("predictions");
    } catch (IOException e) {
      throw unreadable(row, body, e.getMessage());
    }
    if (predictions.size() != 1) {
      throw unreadable(row, body, "there is not one prediction in it");
    }
    entries[row] = predictions.get(0);
  }

  /** All of them; to be called when every row has its answer. */
  Predictions predictions() {
    List<JsonNode> labels = new ArrayList<>();
    for (JsonNode entry : entries) {
      labels.add(entry.isObject() ? entry.path("label") : entry);
    }
    JsonNode first = entries.length == 0 ? MAPPER.nullNode() : entries[0].path("probabilities");
    int width = first.size();
    List<String> classes = new ArrayList<>();
    first.fieldNames().forEachRemaining(classes::add);
    double[] probabilities = new double[entries.length * width];
    for (int row = 0; row < entries.length; row++) {
      JsonNode given = entries[row].path("probabilities");
      for (int k = 0; k < width; k++) {
        JsonNode value = classes.isEmpty() ? given.path(k) : given.path(classes.get(k));
        probabilities[row * width + k] = number(value);
      }
    }
    return new Predictions(column(labels), classes, probabilities, width);
  }

  private static Column column(List<JsonNode> labels) {
    if (labels.stream().allMatch(JsonNode::isIntegralNumber)) {
      return new Column.Whole(labels.stream().mapToLong(JsonNode::asLong).toArray());
    }
    if (labels.stream().anyMatch(JsonNode::isNumber) && labels.stream().allMatch(Answers::isReal)) {
      return new Column.Real(labels.stream().mapToDouble(Answers::number).toArray());
    }
    return new Column.Text(labels.stream().map(JsonNode::asText).toArray(String[]::new));
  }

  private static boolean isReal(JsonNode value) {
    return value.isNumber() || NO_NUMBERS.contains(value.asText());
  }

  /** NaN for what is none: then it equals no probability that was evaluated. */
  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    return switch (value.asText()) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private static MlboxException unreadable(
      int row, byte[] body, @org.jspecify.annotations.Nullable String why) {
    String text = new String(body, StandardCharsets.UTF_8);
    return MlboxException.broken(
        Problem.of(
            "the answer to row %d cannot be read, %s: %s"
                .formatted(
                    row + 1, why, text.length() > 100 ? text.substring(0, 100) + "…" : text)),
        null);
  }
}

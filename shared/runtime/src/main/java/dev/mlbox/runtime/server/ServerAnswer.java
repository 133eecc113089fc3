package dev.mlbox.runtime.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.runtime.batch.Probabilities;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to some rows. A row's answer is a value, a list of probabilities, an
 * object from class to probability, or one of {@code label} and {@code probabilities}.
 *
 * @param path it was asked at, for messages
 * @param rows that were asked
 * @param firstRow number of the first one, counted from 1, for messages
 */
record ServerAnswer(String path, int rows, int firstRow) {

  /**
   * @throws MlboxException BROKEN when it is no prediction for each row
   */
  Predictions read(JsonNode body, ServerSpec.Speaks speaks) {
    return speaks.isTensors() ? tensors(body.path("outputs")) : entries(body);
  }

  private Predictions entries(JsonNode body) {
    JsonNode entries = body.path("predictions");
    if (!entries.isArray() || entries.size() != rows) {
      throw wrong("%d predictions for %d rows".formatted(entries.size(), rows), body);
    }
    List<JsonNode> values = new ArrayList<>();
    List<JsonNode> probabilities = new ArrayList<>();
    for (JsonNode entry : entries) {
      JsonNode shares = shares(entry);
      if (shares != null) {
        probabilities.add(shares);
      }
      JsonNode value = entry.isArray() && entry.size() == 1 ? entry.get(0) : entry;
      values.add(value.isObject() ? value.path("label") : value);
    }
    if (probabilities.isEmpty()) {
      return Predictions.of(column(values, body));
    }
    if (probabilities.size() != rows) {
      throw wrong("probabilities for some rows only", body);
    }
    return withShares(values, probabilities, body);
  }

  /** The probabilities in a row's answer; null when there are none. */
  private static @Nullable JsonNode shares(JsonNode entry) {
    if (entry.isObject()) {
      return entry.has("label") ? entry.get("probabilities") : entry;
    }
    return entry.isArray() && entry.size() > 1 ? entry : null;
  }

  private Predictions withShares(List<JsonNode> values, List<JsonNode> shares, JsonNode body) {
    List<String> classes = new ArrayList<>();
    shares.get(0).fieldNames().forEachRemaining(classes::add);
    int width = shares.get(0).size();
    double[] numbers = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      JsonNode given = shares.get(row);
      if (given.size() != width) {
        throw wrong("%d and %d probabilities a row".formatted(width, given.size()), body);
      }
      for (int k = 0; k < width; k++) {
        JsonNode share = classes.isEmpty() ? given.path(k) : given.path(classes.get(k));
        numbers[row * width + k] = share.asDouble(Double.NaN);
      }
    }
    Probabilities.check(numbers, width, path, firstRow);
    boolean named = values.stream().noneMatch(JsonNode::isMissingNode);
    Column column =
        named && values.stream().noneMatch(JsonNode::isArray)
            ? column(values, body)
            : Probabilities.mostLikely(numbers, width, classes, areWhole(classes));
    return new Predictions(column, classes, numbers, width);
  }

  private static boolean areWhole(List<String> classes) {
    return classes.stream().allMatch(name -> name.matches("-?\\d{1,18}"));
  }

  private Predictions tensors(JsonNode outputs) {
    JsonNode values = null;
    JsonNode shares = null;
    for (JsonNode output : outputs) {
      int width = width(output);
      if (width == 1 && values == null) {
        values = output.path("data");
      } else if (width > 1 && shares == null) {
        shares = output.path("data");
      }
    }
    List<JsonNode> numbers = flat(shares);
    if (values == null && numbers.isEmpty()) {
      throw wrong("no output with an answer for each of %d rows".formatted(rows), outputs);
    }
    int width = numbers.size() / rows;
    double[] probabilities =
        numbers.stream().mapToDouble(each -> each.asDouble(Double.NaN)).toArray();
    if (width > 0) {
      Probabilities.check(probabilities, width, path, firstRow);
    }
    Column column =
        values == null
            ? Probabilities.mostLikely(probabilities, width, List.of(), false)
            : column(flat(values), outputs);
    return new Predictions(column, List.of(), probabilities, width);
  }

  /** Values a row of a tensor; 0 when its first dimension is not that of the rows. */
  private int width(JsonNode output) {
    JsonNode shape = output.path("shape");
    if (shape.path(0).asInt() != rows) {
      return 0;
    }
    int width = 1;
    for (int i = 1; i < shape.size(); i++) {
      width *= shape.get(i).asInt();
    }
    return flat(output.path("data")).size() == rows * width ? width : 0;
  }

  /** Tensors may be nested as their shape is, or not. */
  private static List<JsonNode> flat(@Nullable JsonNode data) {
    List<JsonNode> flat = new ArrayList<>();
    if (data != null) {
      for (JsonNode each : data) {
        if (each.isArray()) {
          flat.addAll(flat(each));
        } else {
          flat.add(each);
        }
      }
    }
    return flat;
  }

  private Column column(List<JsonNode> values, JsonNode body) {
    if (values.stream().allMatch(JsonNode::isTextual)) {
      return new Column.Text(values.stream().map(JsonNode::asText).toArray(String[]::new));
    }
    if (values.stream().allMatch(each -> each.isIntegralNumber() || each.isBoolean())) {
      return new Column.Whole(values.stream().mapToLong(JsonNode::asLong).toArray());
    }
    if (values.stream().allMatch(JsonNode::isNumber)) {
      return new Column.Real(values.stream().mapToDouble(JsonNode::asDouble).toArray());
    }
    throw wrong("something that is neither all numbers nor all text", body);
  }

  private MlboxException wrong(String what, JsonNode body) {
    String text = body.toString();
    return MlboxException.broken(
        Problem.of(
                "the server gave %s: %s"
                    .formatted(what, text.length() > 100 ? text.substring(0, 100) + "…" : text))
            .at(path)
            .expected("one answer a row, as server.speaks says"),
        null);
  }
}

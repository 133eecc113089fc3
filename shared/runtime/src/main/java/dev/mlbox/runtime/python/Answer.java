package dev.mlbox.runtime.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.OddAnswer;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.runtime.batch.Probabilities;
import java.util.ArrayList;
import java.util.List;

/**
 * What a function returned, as the worker wrote it.
 *
 * @param target {@code module:function}, for messages
 * @param rows that it was asked about
 */
record Answer(String target, JsonNode json, int rows) {

  /**
   * @param firstRow number of the first row, counted from 1, for messages
   * @throws MlboxException BROKEN when it is no prediction for each row
   */
  Predictions read(int firstRow) {
    List<String> classes = classes();
    int width = width(firstRow);
    double[] probabilities = probabilities(width, firstRow);
    if (!classes.isEmpty() && classes.size() != width) {
      throw wrong("%d classes and %d probabilities a row".formatted(classes.size(), width));
    }
    if (json.has("values")) {
      return new Predictions(values(firstRow), classes, probabilities, width);
    }
    if (width < 2) {
      throw wrong("probabilities of one class and no values");
    }
    Column values = Probabilities.mostLikely(probabilities, width, classes, false);
    return new Predictions(values, classes, probabilities, width);
  }

  private List<String> classes() {
    List<String> names = new ArrayList<>();
    json.path("classes").forEach(name -> names.add(name.asText()));
    return names;
  }

  private int width(int firstRow) {
    JsonNode lines = json.path("probabilities");
    if (lines.isMissingNode()) {
      return 0;
    }
    count(lines, "rows of probabilities");
    if (!lines.path(0).isArray() || lines.path(0).isEmpty()) {
      throw wrong("no list of probabilities for row " + firstRow);
    }
    return lines.path(0).size();
  }

  private double[] probabilities(int width, int firstRow) {
    double[] probabilities = new double[rows * width];
    for (int row = 0; width > 0 && row < rows; row++) {
      JsonNode line = json.path("probabilities").path(row);
      if (line.size() != width) {
        throw wrong(
            "%d probabilities for row %d, %d for row %d"
                .formatted(line.size(), firstRow + row, width, firstRow));
      }
      for (int i = 0; i < width; i++) {
        probabilities[row * width + i] = line.path(i).asDouble(Double.NaN);
      }
    }
    if (width > 0 && isOfSets()) {
      Probabilities.checkApart(probabilities, width, target, firstRow);
    } else if (width > 0) {
      Probabilities.check(probabilities, width, target, firstRow);
    }
    return probabilities;
  }

  /** Whether each row has a list of labels: their probabilities need no sum. */
  private boolean isOfSets() {
    return json.path("values").path(0).isArray();
  }

  private Column sets(JsonNode values, int firstRow) {
    String[] sets = new String[rows];
    for (int row = 0; row < rows; row++) {
      List<String> labels = new ArrayList<>();
      if (!values.path(row).isArray()) {
        throw wrong(words(values.path(row)), firstRow + row);
      }
      for (JsonNode label : values.path(row)) {
        if (!label.isValueNode() || label.isNull()) {
          throw wrong(words(values.path(row)), firstRow + row);
        }
        labels.add(label.asText());
      }
      sets[row] = String.join("|", labels);
    }
    return new Column.Text(sets);
  }

  private Column values(int firstRow) {
    JsonNode values = json.path("values");
    count(values, "predictions");
    if (isOfSets()) {
      return sets(values, firstRow);
    }
    boolean text = values.path(0).isTextual();
    boolean whole = true;
    for (int row = 0; row < rows; row++) {
      JsonNode value = values.path(row);
      if (value.isTextual() != text || !(text || isNumber(value))) {
        throw wrong(words(value), firstRow + row);
      }
      whole &= !value.isFloatingPointNumber();
    }
    if (text) {
      return text(values);
    }
    return whole ? whole(values) : real(values);
  }

  private static boolean isNumber(JsonNode value) {
    return value.isBoolean()
        || value.isFloatingPointNumber()
        || (value.isIntegralNumber() && value.canConvertToLong());
  }

  private Column text(JsonNode values) {
    String[] text = new String[rows];
    for (int row = 0; row < rows; row++) {
      text[row] = values.path(row).textValue();
    }
    return new Column.Text(text);
  }

  private Column whole(JsonNode values) {
    long[] whole = new long[rows];
    for (int row = 0; row < rows; row++) {
      whole[row] = values.path(row).asLong();
    }
    return new Column.Whole(whole);
  }

  private Column real(JsonNode values) {
    double[] real = new double[rows];
    for (int row = 0; row < rows; row++) {
      real[row] = values.path(row).asDouble();
    }
    return new Column.Real(real);
  }

  private void count(JsonNode list, String what) {
    if (!list.isArray() || list.size() != rows) {
      throw wrong("%d %s for %d rows".formatted(list.size(), what, rows));
    }
  }

  /** As Python writes it. */
  private static String words(JsonNode value) {
    return value.isNull() ? "None" : value.toString();
  }

  private MlboxException wrong(String what) {
    return MlboxException.broken(wrong(target, what), null);
  }

  private MlboxException wrong(String what, int row) {
    return MlboxException.broken(
        wrong(target, "%s for row %d".formatted(what, row)),
        new OddAnswer("%s returned %s".formatted(target, what), row - 1, 1));
  }

  static Problem wrong(String target, String what) {
    return Problem.of("%s returned %s".formatted(target, what))
        .expected(
            "a list with one prediction (all text or all numbers) or one dict from class to"
                + " probability a row, or a dict with values, probabilities and classes");
  }
}

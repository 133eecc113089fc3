package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonParser;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the JSON values of one column. What it holds follows from the values; whether the model
 * wants that is for the model to say, in the same words as when it was evaluated.
 */
final class ColumnBuilder {
  private static final int FIRST_CAPACITY = 4;

  private final String item;
  private @Nullable DataType type;
  private String[] texts = new String[0];
  private long[] wholes = new long[0];
  private double[] reals = new double[0];
  private int size;

  /**
   * @param item what a value is called in messages, before its number: {@code column x, row}
   * @param real whether whole numbers become real ones, as the model wants them. Without that, a
   *     number's fate would hang on whether another row of the same request has a decimal point
   */
  ColumnBuilder(String item, boolean real) {
    this.item = item;
    this.type = real ? DataType.REAL : null;
  }

  int size() {
    return size;
  }

  /** Takes the parser's current value. */
  void add(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> addText(parser.getText());
      case VALUE_NUMBER_INT -> addWhole(parser);
      case VALUE_NUMBER_FLOAT -> addReal(parser.getDoubleValue());
      case VALUE_TRUE -> addWhole(1);
      case VALUE_FALSE -> addWhole(0);
      case VALUE_NULL ->
          throw MlboxException.invalid(
              refused("null")
                  .remedy("leave the row out, or send NaN where the model knows missing numbers"));
      default ->
          throw MlboxException.invalid(
              refused(parser.isExpectedStartArrayToken() ? "a list" : "an object"));
    }
  }

  Column build() {
    if (type == null) {
      return new Column.Whole(new long[0]);
    }
    return switch (type) {
      case TEXT -> new Column.Text(Arrays.copyOf(texts, size));
      case WHOLE -> new Column.Whole(Arrays.copyOf(wholes, size));
      case REAL -> new Column.Real(Arrays.copyOf(reals, size));
    };
  }

  private void addText(String value) {
    if (size == 0) {
      type = DataType.TEXT;
    }
    if (type != DataType.TEXT) {
      throw MlboxException.invalid(
          refused('"' + value + '"').expected("a number, as in the rows before"));
    }
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, capacity());
    }
    texts[size++] = value;
  }

  private void addWhole(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      addWhole(parser.getLongValue());
    } else if (type == DataType.REAL) {
      addReal(parser.getDoubleValue());
    } else {
      throw MlboxException.invalid(refused(parser.getText()).expected("at most 64 bits"));
    }
  }

  private void addWhole(long value) {
    if (type == DataType.REAL) {
      addReal((double) value);
      return;
    }
    requireNumbers(Long.toString(value));
    type = DataType.WHOLE;
    if (size == wholes.length) {
      wholes = Arrays.copyOf(wholes, capacity());
    }
    wholes[size++] = value;
  }

  private void addReal(double value) {
    requireNumbers(Double.toString(value));
    if (type != DataType.REAL) {
      reals = new double[wholes.length];
      for (int i = 0; i < size; i++) {
        reals[i] = wholes[i];
      }
      type = DataType.REAL;
    }
    if (size == reals.length) {
      reals = Arrays.copyOf(reals, capacity());
    }
    reals[size++] = value;
  }

  private void requireNumbers(String value) {
    if (type == DataType.TEXT) {
      throw MlboxException.invalid(refused(value).expected("text, as in the rows before"));
    }
  }

  private int capacity() {
    return Math.max(FIRST_CAPACITY, size * 2);
  }

  private Problem refused(String value) {
    return Problem.of("%s %d is %s".formatted(item, size + 1, value))
        .at("request body")
        .expected("text, a number or a boolean");
  }
}

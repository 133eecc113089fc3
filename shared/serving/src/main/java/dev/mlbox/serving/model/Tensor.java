package dev.mlbox.serving.model;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A named input of the Open Inference Protocol.
 *
 * @param name of a column, or of a matrix
 * @param shape rows, and for a matrix columns
 * @param values row-major
 */
record Tensor(String name, long[] shape, Column values) {

  Tensor {
    boolean fits = shape.length == 1 || shape.length == 2;
    for (long size : shape) {
      fits &= size >= 0 && size <= Integer.MAX_VALUE;
    }
    if (!fits) {
      throw refused(name, "has the shape " + Arrays.toString(shape), "[rows] or [rows, columns]");
    }
    if (rows(shape) * width(shape) != values.rows()) {
      throw refused(
          name,
          "has %d values".formatted(values.rows()),
          "%d, as its shape %s says".formatted(rows(shape) * width(shape), Arrays.toString(shape)));
    }
  }

  static MlboxException refused(String name, String fact, String expected) {
    return MlboxException.invalid(
        Problem.of("input " + name + " " + fact).at("request body").expected(expected));
  }

  /** What the values of a datatype are read as; empty when the protocol has no such type. */
  static Optional<DataType> type(String datatype) {
    return Optional.ofNullable(
        switch (datatype.toUpperCase(Locale.ROOT)) {
          case "BYTES" -> DataType.TEXT;
          case "FP16", "FP32", "FP64" -> DataType.REAL;
          case "BOOL", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64" ->
              DataType.WHOLE;
          default -> null;
        });
  }

  int rows() {
    return (int) rows(shape);
  }

  int width() {
    return (int) width(shape);
  }

  /**
   * As table columns.
   *
   * @param features names of a matrix's columns; numbered where they do not fit
   */
  Map<String, Column> columns(List<String> features) {
    boolean named = features.size() == width() && !features.contains(name);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < width(); i++) {
      String column = width() == 1 ? name : name + "_" + i;
      columns.put(named ? features.get(i) : column, column(i));
    }
    return columns;
  }

  private Column column(int index) {
    if (width() == 1) {
      return values;
    }
    if (values instanceof Column.Real real) {
      double[] part = new double[rows()];
      for (int row = 0; row < part.length; row++) {
        part[row] = real.values()[row * width() + index];
      }
      return new Column.Real(part);
    }
    if (values instanceof Column.Whole whole) {
      long[] part = new long[rows()];
      for (int row = 0; row < part.length; row++) {
        part[row] = whole.values()[row * width() + index];
      }
      return new Column.Whole(part);
    }
    String[] part = new String[rows()];
    for (int row = 0; row < part.length; row++) {
      part[row] = values.text(row * width() + index);
    }
    return new Column.Text(part);
  }

  private static long rows(long[] shape) {
    return shape[0];
  }

  private static long width(long[] shape) {
    return shape.length == 1 ? 1 : shape[1];
  }
}

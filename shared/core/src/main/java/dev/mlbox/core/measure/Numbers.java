package dev.mlbox.core.measure;

import dev.mlbox.core.table.Column;

/** Columns as arrays, and parts of arrays. */
final class Numbers {
  private Numbers() {}

  /** The values of a column of numbers; of text, what it spells. */
  static double[] of(Column column) {
    if (column instanceof Column.Real real) {
      return real.values();
    }
    double[] numbers = new double[column.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] =
          column instanceof Column.Whole whole
              ? whole.values()[row]
              : Double.parseDouble(column.text(row));
    }
    return numbers;
  }

  static int[] at(int[] values, int[] rows) {
    int[] part = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      part[i] = values[rows[i]];
    }
    return part;
  }

  static double[] at(double[] values, int[] rows) {
    double[] part = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      part[i] = values[rows[i]];
    }
    return part;
  }
}

package dev.mlbox.core.measure;

/** Finds numbers of each row, the same many for all, one row after the other. */
@FunctionalInterface
interface RowNumbers {
  double[] of(Answers answers);

  /** Those of some of the rows. */
  static double[] at(double[] values, int rows, int[] some) {
    int width = rows == 0 ? 0 : values.length / rows;
    double[] part = new double[some.length * width];
    for (int i = 0; i < some.length; i++) {
      System.arraycopy(values, some[i] * width, part, i * width, width);
    }
    return part;
  }
}

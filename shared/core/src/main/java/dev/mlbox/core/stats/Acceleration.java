package dev.mlbox.core.stats;

import java.util.function.ToDoubleFunction;

/**
 * The acceleration of the BCa bootstrap, Σl³/(6(Σl²)^1.5) over the rows (Efron and Tibshirani,
 * 1993, An Introduction to the Bootstrap, eq. 14.15).
 */
final class Acceleration {
  private Acceleration() {}

  /**
   * From the influence of a row of each cell.
   *
   * @param counts number of rows in each cell
   * @param influence of one row of the cell, up to a common positive factor
   */
  static double of(int[] counts, double[] influence) {
    double squares = 0;
    double cubes = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double square = influence[cell] * influence[cell];
      squares += counts[cell] * square;
      cubes += counts[cell] * square * influence[cell];
    }
    Require.that(!Double.isNaN(cubes), "influence values must be numbers");
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** From the statistic without a row of each cell, one cell after the other. */
  static double ofJackknife(int[] counts, ToDoubleFunction<int[]> statistic) {
    double[] without = new double[counts.length];
    int[] rest = counts.clone();
    double sum = 0;
    double rows = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      if (counts[cell] > 0) {
        rest[cell]--;
        without[cell] = statistic.applyAsDouble(rest);
        rest[cell]++;
        UndefinedStatisticException.unless(
            !Double.isNaN(without[cell]),
            "the statistic is undefined without a row of cell " + cell);
        sum += counts[cell] * without[cell];
        rows += counts[cell];
      }
    }
    double mean = sum / rows;
    for (int cell = 0; cell < counts.length; cell++) {
      without[cell] = mean - without[cell];
    }
    return of(counts, without);
  }
}

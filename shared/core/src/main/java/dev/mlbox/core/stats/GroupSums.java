package dev.mlbox.core.stats;

/**
 * Rows and values of each group, and what all rows have in common.
 *
 * @param rows of each group, none without one
 * @param values summed by group
 * @param mean of all values
 * @param squares of all values' distances from it
 */
record GroupSums(double[] rows, double[] values, double mean, double squares) {

  /**
   * Sums by groups.
   *
   * @param values one a row
   * @param groups the group of each row, from 0 to {@code count} − 1
   */
  static GroupSums of(double[] values, int[] groups, int count) {
    double[] rows = new double[count];
    double[] sums = new double[count];
    double total = 0;
    double squares = 0;
    for (int row = 0; row < values.length; row++) {
      rows[groups[row]]++;
      sums[groups[row]] += values[row];
      total += values[row];
    }
    double mean = total / values.length;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new GroupSums(rows, sums, mean, squares);
  }

  int count() {
    return rows.length;
  }

  double average(int group) {
    return values[group] / rows[group];
  }

  /** The share of all rows in each group. */
  double[] shares() {
    return Weights.normed(rows);
  }

  /** The variance of a row around its group's average; 0 where no group has two. */
  double within() {
    double n = Weights.sum(rows);
    return n > count() ? Math.max(0, squares - between()) / (n - count()) : 0;
  }

  private double between() {
    double between = 0;
    for (int group = 0; group < count(); group++) {
      double distance = average(group) - mean;
      between += rows[group] * distance * distance;
    }
    return between;
  }

  /** The variance of each group's average, up to a factor: analysis of variance. */
  double[] variances() {
    double n = Weights.sum(rows);
    double sizes = 0;
    for (double each : rows) {
      sizes += each * each;
    }
    double within = within();
    double effect = Math.max(0, (between() - (count() - 1) * within) / (n - sizes / n));
    boolean alone = n == count() || within + effect == 0;
    return alone ? variances(0, 1) : variances(effect, within);
  }

  /** The same where it is known how much groups differ, and rows of a group. */
  double[] variances(double effect, double within) {
    double[] variances = new double[count()];
    for (int group = 0; group < count(); group++) {
      variances[group] = effect + within / rows[group];
    }
    return variances;
  }
}

package dev.mlbox.core.measure;

import java.io.Serializable;

/**
 * What was promised too much in each bin of promises, every row counting once. What rounding takes
 * from a sum is kept beside it, so that the order of the rows changes no digit.
 */
final class CalibrationBins implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] rows;
  private final double[] sums;
  private final double[] squares;
  private final double[] ofSums;
  private final double[] ofSquares;

  CalibrationBins(int bins) {
    this.rows = new double[bins];
    this.sums = new double[bins];
    this.squares = new double[bins];
    this.ofSums = new double[bins];
    this.ofSquares = new double[bins];
  }

  void add(int bin, double excess) {
    rows[bin]++;
    add(sums, ofSums, bin, excess);
    add(squares, ofSquares, bin, excess * excess);
  }

  void add(CalibrationBins other) {
    for (int bin = 0; bin < rows.length; bin++) {
      rows[bin] += other.rows[bin];
      add(sums, ofSums, bin, other.sums[bin]);
      add(squares, ofSquares, bin, other.squares[bin]);
      ofSums[bin] += other.ofSums[bin];
      ofSquares[bin] += other.ofSquares[bin];
    }
  }

  /** Knuth's two-sum. */
  private static void add(double[] sums, double[] rests, int bin, double value) {
    double before = sums[bin];
    double sum = before + value;
    double added = sum - before;
    sums[bin] = sum;
    rests[bin] += (before - (sum - added)) + (value - added);
  }

  /** How many rows there are in each bin. */
  double[] rows() {
    return rows.clone();
  }

  /** What was promised too much. */
  double[] sums() {
    return with(sums, ofSums);
  }

  /** The squares of it. */
  double[] squares() {
    return with(squares, ofSquares);
  }

  private static double[] with(double[] sums, double[] rests) {
    double[] whole = sums.clone();
    for (int bin = 0; bin < whole.length; bin++) {
      whole[bin] += rests[bin];
    }
    return whole;
  }
}

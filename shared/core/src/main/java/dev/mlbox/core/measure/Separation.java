package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;
import java.util.function.IntPredicate;

/**
 * How well a score separates some rows from others, when rows count differently: the weighted area
 * under the ROC curve with what each row adds to it.
 *
 * @param value the area; NaN when either side weighs nothing
 * @param positives weight of the rows that should be above
 * @param negatives weight of those that should be below
 * @param beaten for a row that should be above, the weight of the others below it; for another, the
 *     weight of those above it; ties count half
 */
record Separation(double value, double positives, double negatives, double[] beaten) {

  /**
   * One pass over the rows in the order of their scores.
   *
   * @param order of the scores
   * @param positive whether a row should be above
   * @param weights 0 leaves a row out
   */
  static Separation of(RadixOrder order, IntPredicate positive, Weights weights) {
    double[] beaten = new double[order.size()];
    double positives = 0;
    double negatives = 0;
    double inOrder = 0;
    int to;
    for (int from = 0; from < order.size(); from = to) {
      to = order.endOfTies(from);
      double tiedPositives = 0;
      double tiedNegatives = 0;
      for (int rank = from; rank < to; rank++) {
        int row = order.row(rank);
        double weight = weights.of(row);
        boolean above = positive.test(row);
        tiedPositives += above ? weight : 0;
        tiedNegatives += above ? 0 : weight;
      }
      for (int rank = from; rank < to; rank++) {
        int row = order.row(rank);
        beaten[row] =
            positive.test(row) ? negatives + tiedNegatives / 2 : positives + tiedPositives / 2;
      }
      inOrder += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
    }
    for (int row = 0; row < beaten.length; row++) {
      if (!positive.test(row)) {
        beaten[row] = positives - beaten[row];
      }
    }
    return new Separation(inOrder / (positives * negatives), positives, negatives, beaten);
  }

  /** What the area gains per weight that is added to a row. */
  double gain(int row, boolean positive) {
    return positive
        ? (beaten[row] / negatives - value) / positives
        : (beaten[row] / positives - value) / negatives;
  }
}

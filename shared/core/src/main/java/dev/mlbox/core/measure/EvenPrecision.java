package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;

/**
 * {@link AveragePrecision} where every row counts once: what is at or above a score is what there
 * is less what is below, so that no curve has to be kept.
 */
final class EvenPrecision {
  private final RadixOrder order;

  /** By rank, as going from a rank to its row and the row's class leaves the processor's cache. */
  private final boolean[] isPositive;

  private final int positives;

  EvenPrecision(Answers answers) {
    this.order = answers.order();
    this.isPositive = new boolean[order.size()];
    int found = 0;
    for (int rank = 0; rank < isPositive.length; rank++) {
      boolean is = answers.truth().isPositive(order.row(rank));
      isPositive[rank] = is;
      found += is ? 1 : 0;
    }
    this.positives = found;
  }

  private int positivesIn(int from, int to) {
    int found = 0;
    for (int rank = from; rank < to; rank++) {
      found += isPositive[rank] ? 1 : 0;
    }
    return found;
  }

  double value() {
    double sum = 0;
    int above = positives;
    int to;
    for (int from = 0; from < order.size(); from = to) {
      to = order.endOfTies(from);
      int tied = positivesIn(from, to);
      sum += tied * ((double) above / (order.size() - from));
      above -= tied;
    }
    return positives == 0 ? 0 : sum / positives;
  }

  /** As {@link AveragePrecision#estimate} for the curve. */
  Estimate estimate() {
    double average = value();
    double[] influence = new double[order.size()];
    double scale = (double) order.size() / positives;
    double helped = 0;
    double harmed = 0;
    int above = positives;
    int to;
    for (int from = 0; from < order.size(); from = to) {
      to = order.endOfTies(from);
      int tied = positivesIn(from, to);
      double called = order.size() - from;
      double weight = tied / (called * called);
      helped += weight * (called - above);
      harmed += weight * above;
      double ofPositive = above / called - average + helped;
      for (int rank = from; rank < to; rank++) {
        influence[order.row(rank)] = scale * (isPositive[rank] ? ofPositive : -harmed);
      }
      above -= tied;
    }
    return new Estimate(average, influence);
  }
}

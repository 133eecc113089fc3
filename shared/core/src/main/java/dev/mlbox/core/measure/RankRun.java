package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Influence;
import java.math.BigInteger;

/**
 * Goes through some rows once, from the lowest score to the highest, and adds up the area under the
 * ROC curve and the average precision with the squares of their influence values: the formulas of
 * {@link dev.mlbox.core.stats.RocAuc} and {@link EvenPrecision}, without an array of a number a
 * row. The sums of the area are whole numbers and exact.
 */
final class RankRun {
  /** Marks a row of the positive class. */
  static final int POSITIVE = 1;

  /** Marks a row with the same score as the one before. */
  static final int TIED = 2;

  private static final long LOW = 0xFFFF_FFFFL;

  private final RankGroups groups;
  private final double rows;
  private final double positives;

  private RankRun(RankGroups groups, long rows, long positives) {
    this.groups = groups;
    this.rows = rows;
    this.positives = positives;
  }

  /** The rows {@code from} (inclusive) to {@code to} (exclusive), at least one. */
  static RankSums of(byte[] marks, int from, int to) {
    int positives = 0;
    for (int i = from; i < to; i++) {
      positives += marks[i] & POSITIVE;
    }
    return of(new Marked(marks, from, to), to - from, positives);
  }

  /** Rows that are counted by their scores. */
  static RankSums of(RankGroups groups, long rows, long positives) {
    RankRun run = new RankRun(groups, rows, positives);
    return new RankSums(run.area(), run.precision());
  }

  /** Rows one after the other, each with its mark. */
  private static final class Marked implements RankGroups {
    private final byte[] marks;
    private final int from;
    private final int to;
    private int next;
    private int positives;
    private int others;

    Marked(byte[] marks, int from, int to) {
      this.marks = marks;
      this.from = from;
      this.to = to;
    }

    @Override
    public void begin() {
      next = from;
    }

    @Override
    public boolean next() {
      if (next == to) {
        return false;
      }
      int first = next;
      int tied = marks[next++] & POSITIVE;
      for (; next < to && (marks[next] & TIED) != 0; next++) {
        tied += marks[next] & POSITIVE;
      }
      positives = tied;
      others = next - first - tied;
      return true;
    }

    @Override
    public long positives() {
      return positives;
    }

    @Override
    public long others() {
      return others;
    }
  }

  /** Twice the placements are whole; their squares are added in two halves. */
  private RankSums.Estimated area() {
    long ofPositives = 0;
    long positivesLow = 0;
    long positivesHigh = 0;
    long ofNegatives = 0;
    long negativesLow = 0;
    long negativesHigh = 0;
    long positivesBelow = 0;
    long negativesBelow = 0;
    groups.begin();
    while (groups.next()) {
      long tied = groups.positives();
      long others = groups.others();
      if (tied > 0) {
        long placement = 2 * negativesBelow + others;
        long square = placement * placement;
        ofPositives += tied * placement;
        positivesLow += tied * (square & LOW);
        positivesHigh += tied * (square >>> Integer.SIZE);
      }
      if (others > 0) {
        long placement = 2 * positivesBelow + tied;
        long square = placement * placement;
        ofNegatives += others * placement;
        negativesLow += others * (square & LOW);
        negativesHigh += others * (square >>> Integer.SIZE);
      }
      positivesBelow += tied;
      negativesBelow += others;
    }
    double negatives = rows - positives;
    double value = positives * negatives == 0 ? 0.5 : ofPositives / 2.0 / (positives * negatives);
    double variance =
        positives < 2 || negatives < 2
            ? 0
            : spread(ofPositives, positivesLow, positivesHigh, positives)
                    / (4 * negatives * negatives * positives)
                + spread(ofNegatives, negativesLow, negativesHigh, negatives)
                    / (4 * positives * positives * negatives);
    return estimated(value, variance);
  }

  /** The variance of whole numbers, (Σx² − (Σx)²/n)/(n − 1). */
  private static double spread(long sum, long squaresLow, long squaresHigh, double n) {
    BigInteger squares =
        BigInteger.valueOf(squaresHigh).shiftLeft(Integer.SIZE).add(BigInteger.valueOf(squaresLow));
    BigInteger apart =
        squares
            .multiply(BigInteger.valueOf((long) n))
            .subtract(BigInteger.valueOf(sum).multiply(BigInteger.valueOf(sum)));
    return apart.doubleValue() / (n * (n - 1));
  }

  /** The influence of a positive row is in proportion to its gain less the average precision. */
  private RankSums.Estimated precision() {
    double helped = 0;
    double harmed = 0;
    double precisions = 0;
    double gains = 0;
    double squares = 0;
    double above = positives;
    double called = rows;
    groups.begin();
    while (groups.next()) {
      long tied = groups.positives();
      if (tied > 0) {
        double each = 1 / called;
        double weight = tied * each * each;
        helped += weight * (called - above);
        harmed += weight * above;
        double precision = above * each;
        double gain = precision + helped;
        precisions += tied * precision;
        gains += tied * gain;
        squares += tied * gain * gain;
        above -= tied;
      }
      squares += groups.others() * harmed * harmed;
      called -= tied + groups.others();
    }
    double average = positives == 0 ? 0 : precisions / positives;
    double apart = squares - average * (2 * gains - positives * average);
    double scale = positives == 0 ? 0 : rows / positives;
    return estimated(
        average, rows < 2 ? 0 : Math.max(0, apart) * scale * scale / (rows * (rows - 1)));
  }

  private RankSums.Estimated estimated(double value, double variance) {
    return new RankSums.Estimated(value, new Influence(variance, Math.max(2, (int) rows)));
  }
}

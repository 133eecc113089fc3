package dev.mlbox.core.stats;

import java.util.Arrays;

/**
 * The area under one ROC curve with DeLong's components: how much each row moves it.
 *
 * <p>With m positives and k negatives, a positive's component V10 is the share of negatives below
 * it and a negative's V01 the share of positives above it, ties counting half; both average to the
 * area. This equals the midrank form V10 = (T_Z − T_X)/k, V01 = 1 − (T_Z − T_Y)/m of Sun and Xu
 * (2014, IEEE Signal Processing Letters 21:1389), as T_Z − T_X counts the negatives below. One
 * linear-time sort and one pass.
 */
public final class RocAuc {
  private final double value;
  private final long positives;
  private final double[] influence;

  private RocAuc(double value, long positives, double[] influence) {
    this.value = value;
    this.positives = positives;
    this.influence = influence;
  }

  /**
   * Measures how well {@code scores} separate the positives from the rest.
   *
   * @param positive whether each row is positive; at least two rows of either kind
   * @param scores one a row, higher for likelier positives; not NaN
   * @throws IllegalArgumentException if the lengths differ, a score is NaN, or either class has
   *     fewer than two rows
   */
  public static RocAuc of(boolean[] positive, double[] scores) {
    int positives = requireMeasurable(positive, scores);
    double[] components = new double[scores.length];
    double inOrder = sweep(Marked.of(positive, scores), components);
    double negatives = (double) scores.length - positives;
    double value = inOrder / (positives * negatives);
    centreAndScale(positive, components, positives, value);
    return new RocAuc(value, positives, components);
  }

  /**
   * The area alone, in half the time and memory.
   *
   * @param positive as of {@link #of}
   * @param scores as of {@link #of}
   * @throws IllegalArgumentException as {@link #of}
   */
  public static double area(boolean[] positive, double[] scores) {
    double positives = requireMeasurable(positive, scores);
    return sweep(Marked.of(positive, scores), new double[0])
        / (positives * (scores.length - positives));
  }

  /**
   * Rows in the order of their scores; a positive one is written as its complement, which is
   * negative, so that its label is at hand without looking it up in random order.
   */
  private record Marked(long[] keys, int[] rows) {

    static Marked of(boolean[] positive, double[] scores) {
      long[] keys = new long[scores.length];
      int[] rows = new int[scores.length];
      Arrays.parallelSetAll(keys, row -> RadixOrder.sortable(scores[row]));
      Arrays.parallelSetAll(rows, row -> positive[row] ? ~row : row);
      RadixSort.sort(keys, rows);
      return new Marked(keys, rows);
    }

    int endOfTies(int rank) {
      int end = rank + 1;
      while (end < keys.length && keys[end] == keys[rank]) {
        end++;
      }
      return end;
    }

    int positivesIn(int from, int to) {
      int positives = 0;
      for (int rank = from; rank < to; rank++) {
        positives -= rows[rank] >> (Integer.SIZE - 1);
      }
      return positives;
    }
  }

  /** Checks the arguments of {@link #of} and counts the positives. */
  static int requireMeasurable(boolean[] positive, double[] scores) {
    Require.sameLength("labels and scores", positive.length, scores.length);
    RadixOrder.requireNumbers(scores);
    int positives = 0;
    for (boolean label : positive) {
      positives += label ? 1 : 0;
    }
    int negatives = positive.length - positives;
    Require.that(
        positives >= 2 && negatives >= 2,
        "an area under the curve needs two rows of either class, but there are "
            + positives
            + " positive and "
            + negatives
            + " negative");
    return positives;
  }

  /**
   * Counts, for each positive, the negatives below it and, for each negative, the positives below
   * it, ties as half; returns the sum over the positives.
   *
   * @param below one a row to be filled; empty for the sum alone
   */
  private static double sweep(Marked order, double[] below) {
    double inOrder = 0;
    long positivesBelow = 0;
    long negativesBelow = 0;
    int to;
    for (int from = 0; from < order.rows().length; from = to) {
      to = order.endOfTies(from);
      int tiedPositives = order.positivesIn(from, to);
      int tiedNegatives = to - from - tiedPositives;
      double negativesBeaten = negativesBelow + tiedNegatives / 2.0;
      double positivesBeaten = positivesBelow + tiedPositives / 2.0;
      for (int rank = from; rank < to && below.length > 0; rank++) {
        int row = order.rows()[rank];
        below[row < 0 ? ~row : row] = row < 0 ? negativesBeaten : positivesBeaten;
      }
      inOrder += tiedPositives * negativesBeaten;
      positivesBelow += tiedPositives;
      negativesBelow += tiedNegatives;
    }
    return inOrder;
  }

  private static void centreAndScale(boolean[] positive, double[] below, double m, double value) {
    double n = below.length;
    double k = n - m;
    double positiveScale = Math.sqrt(n * (n - 1) / (m * (m - 1)));
    double negativeScale = Math.sqrt(n * (n - 1) / (k * (k - 1)));
    for (int row = 0; row < below.length; row++) {
      below[row] =
          positive[row]
              ? positiveScale * (below[row] / k - value)
              : negativeScale * (1 - below[row] / m - value);
    }
  }

  /** The area, in [0, 1]; ties count half. */
  public double value() {
    return value;
  }

  /** Number of positive rows. */
  public long positives() {
    return positives;
  }

  /** Number of negative rows. */
  public long negatives() {
    return influence.length - positives;
  }

  /** DeLong's variance of the area, S10/m + S01/k (DeLong et al., 1988, Biometrics 44:837). */
  public double variance() {
    return covariance(influence, influence);
  }

  /**
   * Influence values, one a row, in the scale of {@link Influence}: they sum to 0 and {@code
   * Σℓ²/(n(n−1))} is exactly DeLong's variance, so {@code Influence.ofDifference} of two areas is
   * DeLong's variance of their difference.
   */
  public double[] influence() {
    return influence.clone();
  }

  /**
   * Normal interval, cut off at 0 and 1.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double confidence) {
    Interval uncut = Interval.normal(value, Math.sqrt(variance()), confidence);
    return new Interval(Math.max(0, uncut.lower()), Math.min(1, uncut.upper()));
  }

  /** DeLong's covariance with the area of other scores of the same rows. */
  double covarianceWith(RocAuc other) {
    return covariance(influence, other.influence);
  }

  /** DeLong's variance of this area minus another one of the same rows. */
  double varianceOfDifference(RocAuc other) {
    double sum = 0;
    for (int row = 0; row < influence.length; row++) {
      double difference = influence[row] - other.influence[row];
      sum += difference * difference;
    }
    return sum / ((double) influence.length * (influence.length - 1));
  }

  private static double covariance(double[] first, double[] second) {
    double sum = 0;
    for (int row = 0; row < first.length; row++) {
      sum += first[row] * second[row];
    }
    return sum / ((double) first.length * (first.length - 1));
  }
}

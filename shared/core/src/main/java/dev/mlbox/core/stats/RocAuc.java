package dev.mlbox.core.stats;

import java.util.Arrays;

/**
 * The area under one ROC curve with DeLong's components: how much each row moves it.
 *
 * <p>With m positives and k negatives, a positive's component V10 is the share of negatives below
 * it and a negative's V01 the share of positives above it, ties counting half; both average to the
 * area. This equals the midrank form V10 = (T_Z − T_X)/k, V01 = 1 − (T_Z − T_Y)/m of Sun and Xu
 * (2014, IEEE Signal Processing Letters 21:1389), as T_Z − T_X counts the negatives below. Holds
 * four bytes a row besides the labels.
 */
public final class RocAuc {
  private final boolean[] positive;
  private final int[] twice;
  private final double value;
  private final double m;
  private final double k;

  /** ℓ of a positive row is {@code positiveSlope·twice − positiveShift}; of a negative alike. */
  private final double positiveSlope;

  private final double positiveShift;
  private final double negativeSlope;
  private final double negativeShift;

  private RocAuc(boolean[] positive, Placements.Counted counted, long positives) {
    this.positive = positive;
    this.twice = counted.twice();
    this.m = positives;
    this.k = positive.length - m;
    this.value = counted.sum() / 2.0 / (m * k);
    double n = positive.length;
    double positiveScale = Math.sqrt(n * (n - 1) / (m * (m - 1)));
    double negativeScale = Math.sqrt(n * (n - 1) / (k * (k - 1)));
    this.positiveSlope = positiveScale / (2 * k);
    this.positiveShift = positiveScale * value;
    this.negativeSlope = -negativeScale / (2 * m);
    this.negativeShift = negativeScale * (value - 1);
  }

  /**
   * Measures how well {@code scores} separate the positives from the rest.
   *
   * @param positive whether each row is positive; at least two rows of either kind; kept, not
   *     copied
   * @param scores one a row, higher for likelier positives; not NaN
   * @throws IllegalArgumentException if the lengths differ, a score is NaN, either class has fewer
   *     than two rows, or there are more than 2³⁰ rows
   */
  public static RocAuc of(boolean[] positive, double[] scores) {
    int positives = requireMeasurable(positive, scores);
    return new RocAuc(positive, Placements.of(positive, scores), positives);
  }

  /**
   * The same where the order of the scores is known already.
   *
   * @param positive as of {@link #of(boolean[], double[])}
   * @param order of the scores
   * @throws IllegalArgumentException as {@link #of(boolean[], double[])}
   */
  public static RocAuc of(boolean[] positive, RadixOrder order) {
    int positives = requireMeasurable(positive, order.size());
    return new RocAuc(positive, Placements.of(positive, order), positives);
  }

  /**
   * The area alone, in less time and memory.
   *
   * @param positive as of {@link #of(boolean[], double[])}
   * @param scores as of {@link #of(boolean[], double[])}
   * @throws IllegalArgumentException as {@link #of(boolean[], double[])}
   */
  public static double area(boolean[] positive, double[] scores) {
    double positives = requireMeasurable(positive, scores);
    return Placements.sum(positive, scores) / 2.0 / (positives * (scores.length - positives));
  }

  /** Checks the arguments and counts the positives. */
  private static int requireMeasurable(boolean[] positive, double[] scores) {
    RadixOrder.requireNumbers(scores);
    return requireMeasurable(positive, scores.length);
  }

  private static int requireMeasurable(boolean[] positive, int scores) {
    Require.sameLength("labels and scores", positive.length, scores);
    Require.that(
        positive.length <= Placements.MOST_ROWS, "rows must be at most 2^30", positive.length);
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

  /** The area, in [0, 1]; ties count half. */
  public double value() {
    return value;
  }

  /** Number of positive rows. */
  public long positives() {
    return (long) m;
  }

  /** Number of negative rows. */
  public long negatives() {
    return (long) k;
  }

  /** DeLong's variance of the area, S10/m + S01/k (DeLong et al., 1988, Biometrics 44:837). */
  public double variance() {
    return covarianceWith(this);
  }

  /**
   * Influence values, one a row, in the scale of {@link Influence}: they sum to 0 and {@code
   * Σℓ²/(n(n−1))} is exactly DeLong's variance, so {@code Influence.ofDifference} of two areas is
   * DeLong's variance of their difference.
   */
  public double[] influence() {
    double[] influence = new double[twice.length];
    Arrays.parallelSetAll(influence, this::influence);
    return influence;
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

  private double influence(int row) {
    return positive[row]
        ? positiveSlope * twice[row] - positiveShift
        : negativeSlope * twice[row] - negativeShift;
  }

  /** DeLong's covariance with the area of other scores of the same rows. */
  double covarianceWith(RocAuc other) {
    return average(
        (from, to) -> {
          double sum = 0;
          for (int row = from; row < to; row++) {
            sum += influence(row) * other.influence(row);
          }
          return sum;
        });
  }

  /** DeLong's variance of this area minus another one of the same rows. */
  double varianceOfDifference(RocAuc other) {
    return average(
        (from, to) -> {
          double sum = 0;
          for (int row = from; row < to; row++) {
            double difference = influence(row) - other.influence(row);
            sum += difference * difference;
          }
          return sum;
        });
  }

  private double average(Blocks.Part part) {
    double n = twice.length;
    return Blocks.sum(twice.length, part) / (n * (n - 1));
  }
}

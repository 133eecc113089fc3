package dev.mlbox.core.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

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
  private static final int BLOCK = 1 << 16;

  private final boolean[] positive;
  private final int[] twice;
  private final double value;
  private final double m;
  private final double k;

  private final AreaInfluence moved;

  private RocAuc(boolean[] positive, Placements.Counted counted) {
    this.positive = positive;
    this.twice = counted.twice();
    this.m = requireBoth(counted, positive.length);
    this.k = positive.length - m;
    this.value = counted.sum() / 2.0 / (m * k);
    this.moved = AreaInfluence.of(value, m, k);
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
    requireRows(positive, scores.length);
    return new RocAuc(positive, Placements.of(positive, scores));
  }

  /**
   * The same where the order of the scores is known already.
   *
   * @param positive as of {@link #of(boolean[], double[])}
   * @param order of the scores
   * @throws IllegalArgumentException as {@link #of(boolean[], double[])}
   */
  public static RocAuc of(boolean[] positive, RadixOrder order) {
    requireRows(positive, order.size());
    return new RocAuc(positive, Placements.of(positive, order));
  }

  /**
   * The area alone, in less time and memory.
   *
   * @param positive as of {@link #of(boolean[], double[])}
   * @param scores as of {@link #of(boolean[], double[])}
   * @throws IllegalArgumentException as {@link #of(boolean[], double[])}
   */
  public static double area(boolean[] positive, double[] scores) {
    requireRows(positive, scores.length);
    Placements.Counted counted = Placements.sum(positive, scores);
    double positives = requireBoth(counted, scores.length);
    return counted.sum() / 2.0 / (positives * (scores.length - positives));
  }

  private static void requireRows(boolean[] positive, int scores) {
    Require.sameLength("labels and scores", positive.length, scores);
    Require.that(
        positive.length <= Placements.MOST_ROWS, "rows must be at most 2^30", positive.length);
    if (positive.length == 0) {
      requireBoth(0, 0);
    }
  }

  /** How many rows are positive, which neither all nor none, nor all but one, may be. */
  private static int requireBoth(Placements.Counted counted, int rows) {
    requireBoth(counted.positives(), rows - counted.positives());
    return counted.positives();
  }

  private static void requireBoth(int positives, int negatives) {
    Require.that(
        positives >= 2 && negatives >= 2,
        "an area under the curve needs two rows of either class, but there are "
            + positives
            + " positive and "
            + negatives
            + " negative");
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
    return with(this).firstVariance();
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
    return moved.of(positive[row], twice[row]);
  }

  /** With the area of other scores of the same rows, in one pass over these. */
  PairedPlacements with(RocAuc other) {
    int blocks = (twice.length + BLOCK - 1) / BLOCK;
    PairedPlacements sums = new PairedPlacements();
    IntStream.range(0, blocks)
        .parallel()
        .mapToObj(block -> part(other, block * BLOCK))
        .forEach(
            part -> {
              synchronized (sums) {
                sums.add(part);
              }
            });
    return sums;
  }

  private PairedPlacements part(RocAuc other, int from) {
    PairedPlacements sums = new PairedPlacements();
    int to = (int) Math.min(twice.length, (long) from + BLOCK);
    for (int row = from; row < to; row++) {
      sums.add(positive[row], twice[row], other.twice[row]);
    }
    return sums;
  }
}

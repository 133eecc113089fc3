package dev.mlbox.core.stats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The bias-corrected and accelerated bootstrap of a statistic of rows (Efron, 1987, J. Am. Statist.
 * Assoc. 82:171; Efron and Tibshirani, 1993, An Introduction to the Bootstrap, eq. 14.9-14.15). For
 * a paired difference the statistic measures both sides on the same draw. A seed always gives the
 * same numbers.
 */
public final class Bca {
  /** Replicates unless stated otherwise. */
  public static final int REPLICATES = 10_000;

  /** What draws come from. */
  public static final String GENERATOR = SplittableRandom.class.getName();

  /** Replicates within this relative distance count as equal to the estimate. */
  private static final double ROUNDING = 1e-12;

  /** More undefined replicates than this share are an error. */
  private static final double TOLERATED_UNDEFINED = 0.1;

  private final double estimate;
  private final double acceleration;
  private final double[] ascending;

  private Bca(double estimate, double acceleration, double[] ascending) {
    this.estimate = estimate;
    this.acceleration = acceleration;
    this.ascending = ascending;
  }

  /**
   * Draws rows; the acceleration comes from leaving out each row once, which takes as many
   * evaluations as there are rows.
   *
   * @param rows number of rows, at least 2
   * @param replicates number of draws, at least 1,000
   * @param seed of the draws
   * @param statistic of the number of times each row was drawn, an array of length {@code rows} it
   *     must not keep; NaN where it is undefined
   * @throws UndefinedStatisticException if the statistic is undefined for the rows themselves,
   *     without one of them, or for more than a tenth of the draws
   */
  public static Bca ofRows(int rows, int replicates, long seed, ToDoubleFunction<int[]> statistic) {
    Require.that(rows >= 2, "rows must be at least 2", rows);
    int[] once = new int[rows];
    Arrays.fill(once, 1);
    double acceleration = Acceleration.ofJackknife(once, statistic);
    return of(once, Resampling.ofRows(rows), acceleration, new Draws(replicates, seed), statistic);
  }

  /**
   * Draws rows; the acceleration comes from their influence values, so that many rows cost no more
   * than the replicates do.
   *
   * @param influence how much each row moves the statistic, up to a common positive factor
   * @param replicates number of draws, at least 1,000
   * @param seed of the draws
   * @param statistic as in {@link #ofRows(int, int, long, ToDoubleFunction)}
   */
  public static Bca ofRows(
      double[] influence, int replicates, long seed, ToDoubleFunction<int[]> statistic) {
    Require.that(influence.length >= 2, "rows must be at least 2", influence.length);
    int[] once = new int[influence.length];
    Arrays.fill(once, 1);
    double acceleration = Acceleration.of(once, influence);
    return of(
        once, Resampling.ofRows(once.length), acceleration, new Draws(replicates, seed), statistic);
  }

  /**
   * Draws the counts of a table, for a statistic that depends on the rows only through it: the same
   * distribution as drawing rows, at a cost that does not grow with them.
   *
   * @param table number of rows in each cell, at least 2 together
   * @param replicates number of draws, at least 1,000
   * @param seed of the draws
   * @param statistic of the counts of the cells, an array of the table's length it must not keep;
   *     NaN where it is undefined
   * @throws UndefinedStatisticException as {@link #ofRows(int, int, long, ToDoubleFunction)}
   */
  public static Bca ofTable(
      int[] table, int replicates, long seed, ToDoubleFunction<int[]> statistic) {
    int[] counts = table.clone();
    Require.that(Resampling.total(counts) >= 2, "rows must be at least 2");
    double acceleration = Acceleration.ofJackknife(counts, statistic);
    return of(
        counts, Resampling.ofTable(counts), acceleration, new Draws(replicates, seed), statistic);
  }

  private record Draws(int replicates, long seed) {
    private Draws {
      Require.that(replicates >= 1_000, "replicates must be at least 1000", replicates);
    }
  }

  private static Bca of(
      int[] counts,
      Resampling resampling,
      double acceleration,
      Draws draws,
      ToDoubleFunction<int[]> statistic) {
    double estimate = statistic.applyAsDouble(counts.clone());
    UndefinedStatisticException.unless(
        !Double.isNaN(estimate), "the statistic is undefined for the rows themselves");
    SplittableRandom random = new SplittableRandom(draws.seed());
    double[] replicates = new double[draws.replicates()];
    int[] drawn = new int[counts.length];
    int defined = 0;
    for (int i = 0; i < replicates.length; i++) {
      resampling.draw(random, drawn);
      double replicate = statistic.applyAsDouble(drawn);
      if (!Double.isNaN(replicate)) {
        replicates[defined++] = replicate;
      }
    }
    UndefinedStatisticException.unless(
        defined >= (1 - TOLERATED_UNDEFINED) * replicates.length,
        "the statistic is undefined for "
            + (replicates.length - defined)
            + " of "
            + replicates.length
            + " draws");
    double[] ascending = Arrays.copyOf(replicates, defined);
    Arrays.sort(ascending);
    return new Bca(estimate, acceleration, ascending);
  }

  /** The statistic of the rows themselves. */
  public double estimate() {
    return estimate;
  }

  /** a, a sixth of the skewness of the influence values; 0 if they are all alike. */
  public double acceleration() {
    return acceleration;
  }

  /**
   * z₀, the normal quantile of the share of replicates below the estimate, those equal to it
   * counting half; kept finite by counting at least half a replicate on either side.
   */
  public double bias() {
    double kept = Math.max(0.5, Math.min(ascending.length - 0.5, below()));
    return Normal.quantile(kept / ascending.length);
  }

  /** How many replicates there are, those left out in which the statistic is undefined. */
  public int defined() {
    return ascending.length;
  }

  /** How many replicates are below the estimate, those equal to it counting half. */
  public double below() {
    double rounding = ROUNDING * Math.max(1, Math.abs(estimate));
    double below = 0;
    for (double replicate : ascending) {
      double distance = replicate - estimate;
      below += Math.abs(distance) <= rounding ? 0.5 : distance < 0 ? 1 : 0;
    }
    return below;
  }

  /** How many replicates are below a bound. */
  public long below(double bound) {
    return Arrays.stream(ascending).filter(replicate -> replicate < bound).count();
  }

  /**
   * A replicate.
   *
   * @param rank from 1, the smallest, to {@link #defined}
   */
  public double ranked(int rank) {
    return ascending[rank - 1];
  }

  /** The ranks of both ends of {@link #interval}. */
  public List<Integer> ranks(double confidence) {
    double z = Normal.twoSidedZ(confidence);
    double bias = bias();
    return List.of(rank(bias, bias - z), rank(bias, bias + z));
  }

  /**
   * The interval between the replicates at Φ(z₀ + (z₀ ± z)/(1 − a(z₀ ± z))).
   *
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double confidence) {
    List<Integer> ranks = ranks(confidence);
    return new Interval(ranked(ranks.get(0)), ranked(ranks.get(1)));
  }

  /** Of the smallest replicate that as large a share as asked for does not exceed. */
  private int rank(double bias, double shifted) {
    double shrunk = Math.max(Double.MIN_NORMAL, 1 - acceleration * shifted);
    double share = Normal.cdf(bias + shifted / shrunk);
    return Math.max(1, (int) Math.ceil(share * ascending.length));
  }
}

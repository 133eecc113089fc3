package dev.mlbox.core.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Normal() {}

  /**
   * The z with {@code P[Z <= z] = p}.
   *
   * @param p in (0, 1)
   */
  public static double quantile(double p) {
    Require.fraction("p", p);
    return STANDARD.inverseCumulativeProbability(p);
  }

  /** {@code P[Z <= z]}; exact far into the lower tail. */
  public static double cdf(double z) {
    return STANDARD.cumulativeProbability(z);
  }

  /** {@code P[Z > z]}, the p-value of a one-sided test; exact far into the upper tail. */
  public static double upperTail(double z) {
    return STANDARD.survivalProbability(z);
  }

  /** {@code P[|Z| >= |z|]}, the p-value of a two-sided test. */
  public static double twoSidedP(double z) {
    return 2 * upperTail(Math.abs(z));
  }

  /**
   * The z with {@code P[|Z| <= z] = confidence}: 1.96 for 0.95.
   *
   * @param confidence in (0, 1)
   */
  public static double twoSidedZ(double confidence) {
    Require.fraction("confidence", confidence);
    return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
  }
}

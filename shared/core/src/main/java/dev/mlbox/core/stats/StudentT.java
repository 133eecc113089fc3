package dev.mlbox.core.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution, for means of few independent units. */
public final class StudentT {
  private StudentT() {}

  /**
   * P(T ≤ t).
   *
   * @param degrees of freedom, above 0
   */
  public static double cdf(double t, double degrees) {
    return TDistribution.of(degrees).cumulativeProbability(t);
  }

  /**
   * The t that −t … t holds with a probability.
   *
   * @param confidence two-sided, in (0, 1)
   * @param degrees of freedom, above 0
   */
  public static double twoSided(double confidence, double degrees) {
    Require.fraction("confidence", confidence);
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence) / 2);
  }
}

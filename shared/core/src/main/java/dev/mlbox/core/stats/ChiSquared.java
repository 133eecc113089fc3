package dev.mlbox.core.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The χ² distribution: what chance alone makes of squared differences of counts. */
public final class ChiSquared {
  private ChiSquared() {}

  /**
   * The value that is not exceeded with a probability.
   *
   * @param probability in (0, 1)
   * @param degrees of freedom, at least 1
   */
  public static double quantile(double probability, int degrees) {
    Require.fraction("probability", probability);
    return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(probability);
  }
}

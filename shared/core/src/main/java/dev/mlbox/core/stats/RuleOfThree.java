package dev.mlbox.core.stats;

/**
 * What trials without an event leave open: Wilson's upper bound of a share of which none was seen,
 * z²/(n + z²), which is about three in n at two-sided 90 % (the "rule of three"; Hanley and
 * Lippman-Hand, 1983, JAMA 249:1743), times what an event could cost.
 *
 * @param most what one share of 1 would cost, at least 0
 * @param trials above 0
 */
public record RuleOfThree(double most, double trials) {
  /**
   * @throws IllegalArgumentException if the cost is negative, or there is no trial
   */
  public RuleOfThree {
    Require.that(most >= 0, "most must not be negative", most);
    Require.that(trials > 0, "trials must be above 0", trials);
  }

  /**
   * How far the truth may be from what was seen.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public double reach(double confidence) {
    double z = Normal.twoSidedZ(confidence);
    return most * z * z / (trials + z * z);
  }

  /** The one-sided level at which {@link #reach} comes down to a distance; ½ for none. */
  public double p(double distance) {
    double share = Math.abs(distance) / Math.max(most, Double.MIN_NORMAL);
    if (share >= 1) {
      return 0;
    }
    return Normal.cdf(-Math.sqrt(trials * share / (1 - share)));
  }

  /** Trials for which {@link #reach} comes down to a distance. */
  public double trialsFor(double distance, double confidence) {
    double z = Normal.twoSidedZ(confidence);
    return z * z * Math.max(0, most / distance - 1);
  }
}

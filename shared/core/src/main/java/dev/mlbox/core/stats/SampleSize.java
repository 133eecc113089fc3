package dev.mlbox.core.stats;

/** How many rows a comparison needs, and what it can prove with those it has. */
public final class SampleSize {
  private SampleSize() {}

  /**
   * Rows that prove with probability {@code power} that a mean lies above a bound it really is
   * {@code distance} away from: {@code (z_α + z_β)² σ²/distance²}, rounded up.
   *
   * @param rowVariance σ², variance of one row's value, not negative
   * @param distance between the true mean and the bound, positive, in the unit of the values
   * @param alpha one-sided level in (0, 1)
   * @param power in (0, 1)
   */
  public static long rows(double rowVariance, double distance, double alpha, double power) {
    Require.that(rowVariance >= 0, "rowVariance must not be negative", rowVariance);
    Require.that(distance > 0, "distance must be positive", distance);
    double z = quantiles(alpha, power);
    return (long) Math.ceil(z * z * rowVariance / (distance * distance));
  }

  /**
   * Rows that prove paired non-inferiority of two proportions without a true difference: {@code
   * (z_α + z_β)² ψ/margin²}, rounded up (Nam, 1997, Biometrics 53:1422, large-sample form).
   *
   * @param psi share of rows on which the two disagree, in [0, 1]
   * @param margin tolerated loss, in (0, 1]
   * @param alpha one-sided level in (0, 1)
   * @param power in (0, 1)
   */
  public static long pairedNonInferiority(double psi, double margin, double alpha, double power) {
    Require.share("psi", psi);
    return rows(psi, margin, alpha, power);
  }

  /**
   * The margin that n rows prove with probability {@code power}: {@code (z_α + z_β) √(ψ/n)}, the
   * inverse of {@link #pairedNonInferiority}.
   *
   * @param n rows, at least 1
   * @param psi share of rows on which the two disagree, in [0, 1]
   * @param alpha one-sided level in (0, 1)
   * @param power in (0, 1)
   */
  public static double smallestProvableMargin(long n, double psi, double alpha, double power) {
    Require.that(n >= 1, "n must be at least 1", n);
    Require.share("psi", psi);
    return quantiles(alpha, power) * Math.sqrt(psi / n);
  }

  /**
   * The margin that an estimate with a normal error proves with probability {@code power} where
   * there is no true difference: {@code (z_α + z_β) σ}.
   *
   * @param standardError σ of the estimate, not negative
   * @param alpha one-sided level in (0, 1)
   * @param power in (0, 1)
   */
  public static double smallestProvableMargin(double standardError, double alpha, double power) {
    Require.that(standardError >= 0, "standardError must not be negative", standardError);
    return quantiles(alpha, power) * standardError;
  }

  /**
   * The margin that is proven with probability {@code power} by rows whose one-sided bounds at
   * level {@code alpha} lie so far from their estimate: {@code (z_α + z_β) / z_α} times as much.
   *
   * @param distance of a bound from the estimate, not negative
   * @param alpha one-sided level in (0, ½)
   * @param power in (0, 1)
   */
  public static double provableMargin(double distance, double alpha, double power) {
    Require.that(distance >= 0, "distance must not be negative", distance);
    return distance * quantiles(alpha, power) / Normal.quantile(1 - alpha);
  }

  /**
   * The share of a true distance that a bound at level {@code alpha} may be away from its estimate
   * for the distance to be proven with probability {@code power}: {@code z_α / (z_α + z_β)}.
   *
   * @param alpha one-sided level in (0, ½)
   * @param power in (0, 1)
   */
  public static double share(double alpha, double power) {
    return Normal.quantile(1 - alpha) / quantiles(alpha, power);
  }

  private static double quantiles(double alpha, double power) {
    Require.fraction("alpha", alpha);
    Require.fraction("power", power);
    double sum = Normal.quantile(1 - alpha) + Normal.quantile(power);
    Require.that(sum > 0, "power must exceed alpha", power);
    return sum;
  }
}

package dev.mlbox.core.stats;

/**
 * How well values tell their own variance. A few large ones decide it where tails are heavy, so
 * that an interval by the normal distribution is too narrow: the estimated variance is as uncertain
 * as one from few normal values, {@code 2n/(κ − 1)} of them by its first two moments
 * (Satterthwaite, 1946, Biometrics Bulletin 2:110, with Var(s²) ≈ σ⁴(κ − 1)/n and κ the kurtosis).
 */
final class Tails {
  private Tails() {}

  /**
   * Degrees of freedom of the variance of a mean of these values, from 1 to n − 1.
   *
   * @param values independent, at least two
   */
  static double degrees(double[] values) {
    return degrees(Moments.of(values));
  }

  /** The same of values whose moments are known. */
  static double degrees(Moments moments) {
    double n = moments.n();
    double kurtosis = moments.kurtosis();
    return Math.max(1, kurtosis <= 1 ? n - 1 : Math.min(n - 1, 2 * n / (kurtosis - 1)));
  }

  /** Student's quantile in place of the normal one, for a two-sided confidence. */
  static double reach(double[] values, double confidence) {
    return StudentT.twoSided(confidence, degrees(values));
  }
}

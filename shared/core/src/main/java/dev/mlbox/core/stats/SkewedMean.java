package dev.mlbox.core.stats;

/**
 * The interval of a mean of skewed values: that of Student's t, with as many degrees of freedom as
 * the values' tails leave ({@link Tails}), for a monotone transformation that takes out its
 * skewness (Hall, 1992, J. R. Statist. Soc. B 54:221, eq. 2.5). With influence values it is that of
 * any smooth function of row averages.
 */
public final class SkewedMean {
  private SkewedMean() {}

  /**
   * The interval, nearly the normal one of many symmetric values without heavy tails.
   *
   * @param estimate the function's value
   * @param influence how much each independent row moves it, at least two
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval interval(double estimate, double[] influence, double confidence) {
    double error = Influence.of(influence).standardError();
    double z = Tails.reach(influence, confidence);
    double skewness = skewness(influence) / Math.sqrt(influence.length);
    return new Interval(
        estimate - error * untransformed(z, skewness),
        estimate - error * untransformed(-z, skewness));
  }

  private static double skewness(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double distance = value - mean;
      squares += distance * distance;
      cubes += distance * distance * distance;
    }
    double n = values.length;
    return squares == 0 ? 0 : cubes / n / Math.pow(squares / n, 1.5);
  }

  /** The t that is turned into {@code z}: g(t) = t + γt²/3 + γ²t³/27 + γ/6 with γ = skewness/√n. */
  private static double untransformed(double z, double gamma) {
    if (Math.abs(gamma) < 1e-9) {
      return z;
    }
    return 3 * (Math.cbrt(1 + gamma * (z - gamma / 6)) - 1) / gamma;
  }
}

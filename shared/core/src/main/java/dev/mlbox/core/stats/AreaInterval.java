package dev.mlbox.core.stats;

/**
 * The score interval of an area under the ROC curve with few rows of one class: Hanley and McNeil's
 * variance at the bound itself, so that it does not rest on a variance that few rows tell badly
 * (Newcombe, 2006, Statistics in Medicine 25:559, method 5).
 */
public final class AreaInterval {
  private AreaInterval() {}

  /**
   * The bounds θ with |area − θ| = z·√V(θ).
   *
   * @param area in [0, 1]
   * @param positives at least 1
   * @param negatives at least 1
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval newcombe(
      double area, double positives, double negatives, double confidence) {
    double z = Normal.twoSidedZ(confidence);
    double lower =
        area == 0
            ? 0
            : Bisection.decreasing(
                theta -> area - theta - z * error(theta, positives, negatives), 0, 0, area);
    double upper =
        area == 1
            ? 1
            : Bisection.decreasing(
                theta -> area - theta + z * error(theta, positives, negatives), 0, area, 1);
    return new Interval(Math.min(lower, area), Math.max(upper, area));
  }

  private static double error(double theta, double m, double k) {
    double pairs = (m + k) / 2 - 1;
    double spread = 1 + pairs * (1 - theta) / (2 - theta) + pairs * theta / (1 + theta);
    return Math.sqrt(theta * (1 - theta) * spread / (m * k));
  }
}

package dev.mlbox.core.stats;

/**
 * A closed interval of the real line, ends included; either end may be infinite.
 *
 * @param lower the lower end, at most {@code upper}
 * @param upper the upper end
 */
public record Interval(double lower, double upper) {
  /**
   * @throws IllegalArgumentException if an end is NaN or the ends are in the wrong order
   */
  public Interval {
    Require.that(lower <= upper, "lower end " + lower + " must not exceed upper end " + upper);
  }

  /** {@code centre ± z·standardError} with the normal quantile z of a two-sided confidence. */
  static Interval normal(double centre, double standardError, double confidence) {
    double reach = Normal.twoSidedZ(confidence) * standardError;
    return new Interval(centre - reach, centre + reach);
  }

  /** Whether {@code value} lies inside, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Distance between the ends. */
  public double width() {
    return upper - lower;
  }
}

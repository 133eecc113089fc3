package dev.mlbox.core.stats;

/**
 * The interval of a mean of skewed values: that of Student's t, with as many degrees of freedom as
 * the values' tails leave ({@link Tails}), for a monotone transformation that takes out its
 * skewness (Hall, 1992, J. R. Statist. Soc. B 54:221, eq. 2.5). With influence values it is that of
 * any smooth function of row averages.
 */
public final class SkewedMean {
  private static final double ERRORS = 2;

  private SkewedMean() {}

  /**
   * The interval, nearly the normal one of many symmetric values without heavy tails.
   *
   * @param estimate the function's value
   * @param influence how much each independent row moves it, at least two
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval interval(double estimate, double[] influence, double confidence) {
    return interval(estimate, Moments.of(influence), confidence);
  }

  /**
   * The same where the moments of the influence values are known.
   *
   * @param estimate the function's value
   * @param influence of at least two independent rows
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval interval(double estimate, Moments influence, double confidence) {
    double error = influence.standardError();
    double z = StudentT.twoSided(confidence, Tails.degrees(influence));
    double skewness = influence.skewness() / Math.sqrt(influence.n());
    return new Interval(
        estimate - error * untransformed(z, skewness),
        estimate - error * untransformed(-z, skewness));
  }

  /**
   * The interval for a claim about either side: each bound the least favourable of those with any
   * skewness from none to the most that the values may have. That of the most alone is no such
   * bound: far beyond what a few values tell, more skewness narrows it again.
   *
   * @param estimate the function's value
   * @param influence of at least two independent rows
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval careful(double estimate, Moments influence, double confidence) {
    return careful(estimate, spread(influence), confidence);
  }

  /** The same of groups of rows; wide enough where they count more alike, too. */
  public static Interval careful(double estimate, GroupedInfluence influence, double confidence) {
    Interval byRows = careful(estimate, influence.spread(), confidence);
    Interval evened = careful(estimate + influence.shift(), influence.evenedSpread(), confidence);
    return new Interval(
        Math.min(byRows.lower(), evened.lower()), Math.max(byRows.upper(), evened.upper()));
  }

  private static Interval careful(double estimate, Spread spread, double confidence) {
    double t = StudentT.twoSided(confidence, spread.degrees());
    return new Interval(
        estimate - spread.error() * reach(t, spread.down()),
        estimate + spread.error() * reach(t, spread.up()));
  }

  /**
   * The p-value against "it is at least {@code bound}", small when it is less; where it is below α,
   * the upper bound of {@link #careful} at a confidence of 1 − 2α is below {@code bound}.
   *
   * @param estimate the function's value
   * @param influence of at least two independent rows, not all alike
   */
  public static double pBelow(double estimate, Moments influence, double bound) {
    return pBelow(estimate, spread(influence), bound);
  }

  /** The same of groups of rows. */
  public static double pBelow(double estimate, GroupedInfluence influence, double bound) {
    return Math.max(
        pBelow(estimate, influence.spread(), bound),
        pBelow(estimate + influence.shift(), influence.evenedSpread(), bound));
  }

  private static double pBelow(double estimate, Spread spread, double bound) {
    double t = (estimate - bound) / spread.error();
    double most = Math.max(0, spread.up());
    return StudentT.cdf(transformed(t, Math.min(most, worst(t))), spread.degrees());
  }

  /** How many errors away a bound is on the side of a tail whose γ is at most so much. */
  private static double reach(double t, double most) {
    if (most <= 0) {
      return t;
    }
    double reach = -untransformed(-t, most);
    return worst(-reach) >= most
        ? reach
        : Bisection.decreasing(at -> transformed(-at, worst(-at)), -t, t, 4 * t + 4);
  }

  /** The γ at which {@link #transformed} is largest: no larger one is less favourable. */
  private static double worst(double t) {
    return t < 0 ? 4.5 / -t - 2.25 / (t * t * t) : Double.POSITIVE_INFINITY;
  }

  /** Hall's g(t) = t + γt²/3 + γ²t³/27 + γ/6. */
  private static double transformed(double t, double gamma) {
    return t + gamma * t * t / 3 + gamma * gamma * t * t * t / 27 + gamma / 6;
  }

  /**
   * With the skewness that has to be reckoned with: a sample shows too little of that of a long
   * tail, and least where a bound is most wrong, as the few values that make the tail are not in
   * it. So it is a multiple of what is seen and two of the errors that it has in normal values,
   * √(6/n) (Fisher, 1930, Proc. R. Soc. Lond. A 130:16).
   */
  private static Spread spread(Moments values) {
    double root = Math.sqrt(values.n());
    return Spread.of(
        values.standardError(),
        values.degrees(),
        values.skewness() / root,
        ERRORS * Math.sqrt(6 / values.n()) / root);
  }

  /** The t that {@link #transformed} turns into {@code z}, with γ = skewness/√n. */
  private static double untransformed(double z, double gamma) {
    if (Math.abs(gamma) < 1e-9) {
      return z;
    }
    return 3 * (Math.cbrt(1 + gamma * (z - gamma / 6)) - 1) / gamma;
  }
}

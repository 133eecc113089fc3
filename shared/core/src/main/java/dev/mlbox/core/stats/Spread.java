package dev.mlbox.core.stats;

/**
 * How an estimate scatters around the truth: all that a bound of it needs to know.
 *
 * @param error its standard error, above 0
 * @param degrees of freedom of that error, at least 1
 * @param down the most skewness towards low values that has to be reckoned with; negative where it
 *     is skewed to the other side for sure
 * @param up the same towards high values
 */
record Spread(double error, double degrees, double down, double up) {
  /** A sample shows too little: by simulation, 1 lets 6 % of 5 % pass of 200 lognormal values. */
  private static final double UNSEEN = 1.3;

  /**
   * Of a mean.
   *
   * @param skewness of the mean as a sample shows it: that of values over √n
   * @param doubt what is added to either side
   */
  static Spread of(double error, double degrees, double skewness, double doubt) {
    return new Spread(error, degrees, doubt - UNSEEN * skewness, doubt + UNSEEN * skewness);
  }
}

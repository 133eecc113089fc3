package dev.mlbox.core.stats;

/**
 * How values spread around their mean: all that the interval of an average needs to know of them.
 *
 * @param n how many values
 * @param mean of them
 * @param second sum of the squared distances from the mean
 * @param third sum of their cubes
 * @param fourth sum of their fourth powers
 */
public record Moments(double n, double mean, double second, double third, double fourth) {
  /** So small a share of a sum of millions of numbers may be rounding. */
  private static final double ROUNDING = 1e-11;

  /** Of values that are at hand, by two passes. */
  public static Moments of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double value : values) {
      double distance = value - mean;
      double square = distance * distance;
      second += square;
      third += square * distance;
      fourth += square * square;
    }
    return new Moments(values.length, mean, second, third, fourth);
  }

  /**
   * Of values each of which occurs so many times.
   *
   * @param times how often each does
   */
  public static Moments of(double[] values, int[] times) {
    double n = 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      n += times[i];
      sum += times[i] * values[i];
    }
    double mean = sum / n;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < values.length; i++) {
      double distance = values[i] - mean;
      double square = distance * distance;
      second += times[i] * square;
      third += times[i] * square * distance;
      fourth += times[i] * square * square;
    }
    return new Moments(n, mean, second, third, fourth);
  }

  /**
   * From sums of powers of the distances from a number near the mean. What rounding alone can have
   * left of the squares counts as nothing.
   *
   * @param near that number
   * @param sums how many values there are, then the sums of the first four powers
   * @param at where {@code n} stands in the sums
   */
  static Moments around(double near, double[] sums, int at) {
    double n = sums[at];
    double off = sums[at + 1] / n;
    double second = sums[at + 2] - n * off * off;
    if (second <= ROUNDING * sums[at + 2]) {
      return new Moments(n, near + off, 0, 0, 0);
    }
    double square = sums[at + 2];
    double third = sums[at + 3] - off * (3 * square - 2 * n * off * off);
    double fourth =
        sums[at + 4] - off * (4 * sums[at + 3] - off * (6 * square - 3 * n * off * off));
    return new Moments(n, near + off, second, third, Math.max(fourth, second * second / n));
  }

  /** Third standardized moment; 0 of equal values. */
  public double skewness() {
    return second == 0 ? 0 : third / n / Math.pow(second / n, 1.5);
  }

  /** Fourth standardized moment, 3 of normal values; 1, the least there is, of equal ones. */
  public double kurtosis() {
    return second == 0 ? 1 : n * fourth / (second * second);
  }

  /**
   * Degrees of freedom of the variance of the mean, from 1 to n − 1: fewer where tails are heavy
   * ({@link Tails}).
   */
  public double degrees() {
    return Tails.degrees(this);
  }

  /** Standard error of the mean. */
  public double standardError() {
    return n < 2 ? 0 : Math.sqrt(second / (n * (n - 1)));
  }
}

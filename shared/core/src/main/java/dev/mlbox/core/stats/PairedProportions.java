package dev.mlbox.core.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Two proportions measured on the same rows, where only rows on which they disagree tell them
 * apart.
 *
 * @param n rows, at least 1
 * @param b rows that only the first has, at least 0
 * @param c rows that only the second has, at least 0; {@code b + c <= n}
 */
public record PairedProportions(long n, long b, long c) {
  /**
   * @throws IllegalArgumentException if a count is negative, or b and c exceed n together
   */
  public PairedProportions {
    Require.that(n >= 1, "n must be at least 1", n);
    Require.that(b >= 0, "b must not be negative", b);
    Require.that(c >= 0, "c must not be negative", c);
    Require.that(b <= n - c, "b + c must not exceed n");
  }

  /** First proportion minus second, {@code (b − c)/n}, in [−1, 1]. */
  public double difference() {
    return (double) (b - c) / n;
  }

  /** Share ψ of rows on which the two disagree, {@code (b + c)/n}, in [0, 1]. */
  public double discordance() {
    return (double) (b + c) / n;
  }

  /**
   * Two-sided p-value of McNemar's exact test, {@code min(1, 2 P[Bin(b+c, ½) <= min(b, c)])}; 1
   * without discordant rows (McNemar, 1947, Psychometrika 12:153).
   *
   * @throws IllegalArgumentException if b + c exceeds 2³¹ − 1
   */
  public double mcnemarExact() {
    return Math.min(1, 2 * signs().cumulativeProbability(fewer()));
  }

  /**
   * Two-sided mid-p-value of McNemar's test: the exact one minus {@code P[Bin(b+c, ½) = min(b,
   * c)]}, or {@code 1 − ½ P[Bin(2b, ½) = b]} when b = c; 1 without discordant rows (Fagerland,
   * Lydersen and Laake, 2013, BMC Medical Research Methodology 13:91).
   *
   * @throws IllegalArgumentException if b + c exceeds 2³¹ − 1
   */
  public double mcnemarMidP() {
    if (b + c == 0) {
      return 1;
    }
    double point = signs().probability(fewer());
    return b == c ? 1 - point / 2 : mcnemarExact() - point;
  }

  private BinomialDistribution signs() {
    Require.that(b + c <= Integer.MAX_VALUE, "b + c must not exceed " + Integer.MAX_VALUE, b + c);
    return BinomialDistribution.of((int) (b + c), 0.5);
  }

  private int fewer() {
    return (int) Math.min(b, c);
  }

  /**
   * Tango's score statistic of the null hypothesis that the difference is {@code delta}; large
   * values speak for a larger difference, {@code Normal.upperTail} of it is the p-value of
   * difference ≤ delta (Tango, 1998, Statistics in Medicine 17:891). At {@code delta = 0} it is
   * McNemar's z.
   *
   * @param delta a difference of proportions in (−1, 1)
   */
  public double tangoZ(double delta) {
    Require.that(delta > -1 && delta < 1, "delta must be between -1 and 1, exclusive", delta);
    double variance = 2 * shareOfSecondOnly(delta) + delta * (1 - delta);
    return variance > 0 ? (b - c - n * delta) / Math.sqrt(n * variance) : 0;
  }

  /**
   * Maximum likelihood estimate of the share of c-rows under a difference of delta (Tango, 1998).
   */
  private double shareOfSecondOnly(double delta) {
    double quadratic = 2.0 * n;
    double linear = -b - c + (2.0 * n - b + c) * delta;
    double constant = -c * delta * (1 - delta);
    double root = Math.sqrt(linear * linear - 4 * quadratic * constant);
    // The larger root, in whichever of its two forms does not subtract nearly equal numbers.
    return linear > 0 ? -2 * constant / (linear + root) : (root - linear) / (2 * quadratic);
  }

  /**
   * Tango's score interval of the difference: the deltas whose statistic is within the normal
   * quantile; {@code ±z²/(n + z²)} without discordant rows (Tango, 1998, sec. 3).
   *
   * @param confidence two-sided, in (0, 1); a one-sided 95 % bound is an end of the interval for
   *     0.90
   */
  public Interval tangoInterval(double confidence) {
    double z = Normal.twoSidedZ(confidence);
    if (b + c == 0) {
      double reach = z * z / (n + z * z);
      return new Interval(-reach, reach);
    }
    double difference = difference();
    return new Interval(
        b - c == -n ? -1 : Bisection.decreasing(this::tangoZ, z, -1, difference),
        b - c == n ? 1 : Bisection.decreasing(this::tangoZ, -z, difference, 1));
  }
}

package dev.mlbox.core.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Intervals of one proportion, from x events in n independent trials. */
public final class BinomialInterval {
  private BinomialInterval() {}

  /**
   * Wilson's score interval: short, with the promised coverage on average (Wilson, 1927, J. Am.
   * Statist. Assoc. 22:209).
   *
   * @param x events, from 0 to {@code n}
   * @param n trials, at least 1
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval wilson(long x, long n, double confidence) {
    requireCounts(x, n);
    return wilson((double) x / n, (double) n, confidence);
  }

  /**
   * The same for a share of effective trials, which need not be whole numbers.
   *
   * @param share of events, in [0, 1]
   * @param n trials, above 0
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval wilson(double share, double n, double confidence) {
    Require.that(share >= 0 && share <= 1, "share must be between 0 and 1", share);
    Require.that(n > 0, "n must be above 0", n);
    double z = Normal.twoSidedZ(confidence);
    double trials = n + z * z;
    double centre = (share * n + z * z / 2) / trials;
    double reach = z / trials * Math.sqrt(share * (1 - share) * n + z * z / 4);
    return new Interval(
        share == 0 ? 0 : Math.max(0, centre - reach), share == 1 ? 1 : Math.min(1, centre + reach));
  }

  /**
   * The exact interval: covers with at least the promised confidence, whatever the proportion
   * (Clopper and Pearson, 1934, Biometrika 26:404).
   *
   * @param x events, from 0 to {@code n}
   * @param n trials, at least 1
   * @param confidence two-sided, in (0, 1)
   */
  public static Interval clopperPearson(long x, long n, double confidence) {
    Require.fraction("confidence", confidence);
    double oneSided = (1 + confidence) / 2;
    return new Interval(1 - upperBound(n - x, n, oneSided), upperBound(x, n, oneSided));
  }

  /**
   * The exact one-sided upper bound: the proportion U with {@code P[Bin(n, U) <= x] = 1 −
   * confidence}.
   *
   * @param x events, from 0 to {@code n}
   * @param n trials, at least 1
   * @param confidence one-sided, in (0, 1)
   */
  public static double upperBound(long x, long n, double confidence) {
    requireCounts(x, n);
    Require.fraction("confidence", confidence);
    if (x == n) {
      return 1;
    }
    BetaDistribution tail = BetaDistribution.of(x + 1.0, (double) (n - x));
    return Bisection.decreasing(tail::survivalProbability, 1 - confidence, 0, 1);
  }

  private static void requireCounts(long x, long n) {
    Require.that(n >= 1, "n must be at least 1", n);
    Require.that(x >= 0 && x <= n, "x must be between 0 and n", x);
  }
}

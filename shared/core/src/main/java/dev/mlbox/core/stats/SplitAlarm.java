package dev.mlbox.core.stats;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Anytime-valid evidence that trials are not split with probability ρ, in either direction: the
 * likelihood ratio averaged over a Beta(kρ, k(1−ρ)) prior of the true share, which has the closed
 * form
 *
 * <pre>E = B(kρ + x, k(1−ρ) + y) / (B(kρ, k(1−ρ)) ρˣ (1−ρ)ʸ)</pre>
 *
 * (Lindon and Malek, 2022, Anytime-valid inference for multinomial count data, NeurIPS 35, with two
 * arms). Batches with different ρ each have an alarm of their own; their ln E add up.
 *
 * @param rho probability in (0, 1) that a trial goes to the treated arm
 * @param concentration k, positive; the larger, the closer to ρ the shares that are looked for
 */
public record SplitAlarm(double rho, double concentration) {
  /** Finds a split that is off by a few percent of itself. */
  private static final double DEFAULT_CONCENTRATION = 10_000;

  /**
   * @throws IllegalArgumentException if rho is not in (0, 1) or the concentration not positive
   */
  public SplitAlarm {
    Require.fraction("rho", rho);
    Require.that(
        concentration > 0 && concentration < Double.POSITIVE_INFINITY,
        "concentration must be positive and finite",
        concentration);
  }

  /** The alarm of concentration 10,000. */
  public static SplitAlarm of(double rho) {
    return new SplitAlarm(rho, DEFAULT_CONCENTRATION);
  }

  /**
   * ln E after trials that were all split with {@code rho}.
   *
   * @param treated x, trials that went to the treated arm
   * @param control y, trials that went to the other
   */
  public double logE(long treated, long control) {
    Require.that(treated >= 0 && control >= 0, "trials must not be negative");
    double first = concentration * rho;
    double second = concentration * (1 - rho);
    return LogBeta.value(first + treated, second + control)
        - LogBeta.value(first, second)
        - treated * Math.log(rho)
        - control * Math.log1p(-rho);
  }
}

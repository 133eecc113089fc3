package dev.mlbox.core.stats;

/**
 * How fast {@link ConditionalShareTest} gathers evidence that the treated arm is worse: the
 * expected growth of ln L(θ) per trial (the growth rate of Grünwald, de Heide and Koolen, 2024,
 * Safe testing, J. R. Statist. Soc. B 86:1091, for the likelihood ratio of that test),
 *
 * <pre>g(θ) = ρ p₁ ln(θ/θ₀) − (ρ p₁ + (1−ρ) p₀) ln((1−ρ+ρθ)/(1−ρ+ρθ₀))</pre>
 *
 * @param rho probability in (0, 1) that a trial goes to the treated arm
 * @param treatedRate p₁, event rate of the treated arm, in [0, 1]
 * @param controlRate p₀, event rate of the control arm, in [0, 1]
 * @param ratio θ₀, the tolerated ratio of the two, positive
 */
public record GrowthRate(double rho, double treatedRate, double controlRate, double ratio) {
  private static final double[] LOG_FACTORS =
      PriorEvidence.logPoints(PriorEvidence.NEAREST, PriorEvidence.FARTHEST);

  /**
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public GrowthRate {
    Require.fraction("rho", rho);
    Require.share("treatedRate", treatedRate);
    Require.share("controlRate", controlRate);
    Require.that(
        ratio > 0 && ratio < Double.POSITIVE_INFINITY, "ratio must be positive and finite", ratio);
  }

  /**
   * g(θ), in nats a trial; negative when the evidence speaks for the null hypothesis.
   *
   * @param theta positive
   */
  public double at(double theta) {
    Require.that(theta > 0, "theta must be positive", theta);
    double treatedEvents = rho * treatedRate;
    double events = treatedEvents + (1 - rho) * controlRate;
    double massGrowth = Math.log1p(rho * (theta - ratio) / (1 - rho + rho * ratio));
    return treatedEvents * Math.log(theta / ratio) - events * massGrowth;
  }

  /** The largest g among the 48 points of the test's prior, in nats a trial. */
  public double best() {
    double best = Double.NEGATIVE_INFINITY;
    for (double logFactor : LOG_FACTORS) {
      best = Math.max(best, at(ratio * Math.exp(logFactor)));
    }
    return best;
  }

  /**
   * Trials of both arms after which the expected evidence reaches 1/α even if the prior's best
   * point has to do it alone: {@code (ln(1/α) + ln 48)/best}. Infinite when the evidence does not
   * grow.
   *
   * @param alpha level in (0, 1)
   */
  public double trialsNeeded(double alpha) {
    Require.fraction("alpha", alpha);
    double best = best();
    return best > 0 ? Math.log(PriorEvidence.POINTS / alpha) / best : Double.POSITIVE_INFINITY;
  }
}

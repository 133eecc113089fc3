package dev.mlbox.core.stats;

/**
 * Anytime-valid evidence about the ratio θ of the event rates of two arms, from the share of the
 * events that fall on the treated arm. Immutable.
 *
 * <p>Each trial goes to the treated arm with a known probability ρ. Given that an event happened,
 * it happened there with probability ρθ/(1−ρ+ρθ) whatever the base rate is, so a base rate that
 * moves cannot deceive the test. The likelihood ratio of a fixed θ against the null bound θ₀ is
 *
 * <pre>ln L(θ) = Σ x₁ ln(θ/θ₀) − (x₁+x₀) ln((1−ρ+ρθ)/(1−ρ+ρθ₀))</pre>
 *
 * with x₁ events on the treated and x₀ on the control arm (Lindon and Malek, 2022, Anytime-valid
 * inference for multinomial count data, NeurIPS 35; Turner, Ly and Grünwald, 2021, Generic
 * E-variables for exact sequential k-sample tests). It is averaged over 48 points with equal
 * weights, evenly spaced in ln θ between 1.05 and 64 times θ₀, or θ₀ divided by the same numbers.
 * By Ville's inequality the average ever reaches 1/α with probability at most α under its null
 * hypothesis, however often it is looked at.
 */
public final class ConditionalShareTest {
  /** ln(θ/θ₀) of the points above θ₀; those below are its negatives. */
  private static final double[] LOG_FACTORS =
      PriorEvidence.logPoints(PriorEvidence.NEAREST, PriorEvidence.FARTHEST);

  private final double ratio;
  private final PriorEvidence worse;
  private final PriorEvidence notWorse;

  private ConditionalShareTest(double ratio, PriorEvidence worse, PriorEvidence notWorse) {
    Require.that(
        ratio > 0 && ratio < Double.POSITIVE_INFINITY, "ratio must be positive and finite", ratio);
    this.ratio = ratio;
    this.worse = worse;
    this.notWorse = notWorse;
  }

  /**
   * A test that has seen nothing yet: both logarithms are 0.
   *
   * @param ratio θ₀, the tolerated ratio of the event rates, treated to control; positive, finite
   */
  public static ConditionalShareTest against(double ratio) {
    return new ConditionalShareTest(ratio, PriorEvidence.none(), PriorEvidence.none());
  }

  /**
   * The test that {@link #toArray} was called on.
   *
   * @param ratio the same ratio as then
   * @param state 96 numbers
   */
  public static ConditionalShareTest restored(double ratio, double[] state) {
    Require.that(
        state.length == 2 * PriorEvidence.POINTS, "state must be 96 numbers", state.length);
    return new ConditionalShareTest(
        ratio,
        PriorEvidence.restored(state, 0),
        PriorEvidence.restored(state, PriorEvidence.POINTS));
  }

  /**
   * Adds a batch of trials that were split with one probability.
   *
   * @param rho probability in [0, 1] that a trial went to the treated arm
   * @param treated events on the treated arm; none if {@code rho} is 0
   * @param control events on the control arm; none if {@code rho} is 1
   */
  public ConditionalShareTest plus(double rho, long treated, long control) {
    Require.share("rho", rho);
    Require.that(treated >= 0 && control >= 0, "events must not be negative");
    Require.that(rho > 0 || treated == 0, "no event can fall on an arm that gets no trials");
    Require.that(rho < 1 || control == 0, "no event can fall on an arm that gets no trials");
    return new ConditionalShareTest(
        ratio,
        worse.plus(i -> logLikelihood(LOG_FACTORS[i], rho, treated, control)),
        notWorse.plus(i -> logLikelihood(-LOG_FACTORS[i], rho, treated, control)));
  }

  private double logLikelihood(double logFactor, double rho, long treated, long control) {
    if (treated + control == 0) {
      return 0;
    }
    double nullMass = 1 - rho + rho * ratio;
    double massGrowth = Math.log1p(rho * ratio * Math.expm1(logFactor) / nullMass);
    return treated * logFactor - (treated + control) * massGrowth;
  }

  /**
   * Adds the evidence of a test of the same ratio that saw other trials.
   *
   * @param other a test against the same ratio
   */
  public ConditionalShareTest and(ConditionalShareTest other) {
    Require.that(ratio == other.ratio, "only tests against the same ratio add up");
    return new ConditionalShareTest(ratio, worse.and(other.worse), notWorse.and(other.notWorse));
  }

  /** θ₀. */
  public double ratio() {
    return ratio;
  }

  /** ln E against the null hypothesis θ ≤ θ₀; large when the treated arm is worse. */
  public double logEWorse() {
    return worse.logE();
  }

  /** ln E against the null hypothesis θ ≥ θ₀; large when the treated arm is not worse. */
  public double logENotWorse() {
    return notWorse.logE();
  }

  /** 96 log-likelihood ratios: the 48 points above θ₀, then the 48 below, nearest to θ₀ first. */
  public double[] toArray() {
    double[] state = new double[2 * PriorEvidence.POINTS];
    worse.copyInto(state, 0);
    notWorse.copyInto(state, PriorEvidence.POINTS);
    return state;
  }
}

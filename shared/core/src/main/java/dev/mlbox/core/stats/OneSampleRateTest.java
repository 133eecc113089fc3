package dev.mlbox.core.stats;

/**
 * Anytime-valid evidence about one event rate p against a fixed floor δ. Immutable.
 *
 * <p>The likelihood ratio of a rate q, {@code ln L(q) = x ln(q/δ) + (n−x) ln((1−q)/(1−δ))} after x
 * events in n trials (Wald, 1945, Annals of Mathematical Statistics 16:117), is averaged over 48
 * points with equal weights, evenly spaced in ln q: from 1.05 δ to 0.999 above the floor, from
 * δ/1.05 to δ/64 below it. Under its null hypothesis the average ever reaches 1/α with probability
 * at most α (Ville, 1939).
 */
public final class OneSampleRateTest {
  private static final double HIGHEST_RATE = 0.999;

  private final double floor;
  private final PriorEvidence above;
  private final PriorEvidence below;

  private OneSampleRateTest(double floor, PriorEvidence above, PriorEvidence below) {
    Require.that(
        floor > 0 && PriorEvidence.NEAREST * floor < HIGHEST_RATE,
        "floor must be between 0 and 0.951",
        floor);
    this.floor = floor;
    this.above = above;
    this.below = below;
  }

  /**
   * A test that has seen nothing yet: both logarithms are 0.
   *
   * @param floor δ, a rate between 0 and 0.951, exclusive
   */
  public static OneSampleRateTest against(double floor) {
    return new OneSampleRateTest(floor, PriorEvidence.none(), PriorEvidence.none());
  }

  /**
   * The test that {@link #toArray} was called on.
   *
   * @param floor the same floor as then
   * @param state 96 numbers
   */
  public static OneSampleRateTest restored(double floor, double[] state) {
    Require.that(
        state.length == 2 * PriorEvidence.POINTS, "state must be 96 numbers", state.length);
    return new OneSampleRateTest(
        floor,
        PriorEvidence.restored(state, 0),
        PriorEvidence.restored(state, PriorEvidence.POINTS));
  }

  /**
   * Adds a batch.
   *
   * @param trials how often the event could have happened
   * @param events how often it did, from 0 to {@code trials}
   */
  public OneSampleRateTest plus(long trials, long events) {
    Require.that(events >= 0 && events <= trials, "events must be between 0 and trials", events);
    double[] up = PriorEvidence.logPoints(PriorEvidence.NEAREST * floor, HIGHEST_RATE);
    double[] down =
        PriorEvidence.logPoints(floor / PriorEvidence.NEAREST, floor / PriorEvidence.FARTHEST);
    return new OneSampleRateTest(
        floor,
        above.plus(i -> logLikelihood(up[i], trials, events)),
        below.plus(i -> logLikelihood(down[i], trials, events)));
  }

  private double logLikelihood(double logRate, long trials, long events) {
    double whenItHappens = logRate - Math.log(floor);
    double whenItDoesNot = Math.log1p(-Math.exp(logRate)) - Math.log1p(-floor);
    return events * whenItHappens + (trials - events) * whenItDoesNot;
  }

  /**
   * Adds the evidence of a test of the same floor that saw other trials.
   *
   * @param other a test against the same floor
   */
  public OneSampleRateTest and(OneSampleRateTest other) {
    Require.that(floor == other.floor, "only tests against the same floor add up");
    return new OneSampleRateTest(floor, above.and(other.above), below.and(other.below));
  }

  /** δ. */
  public double floor() {
    return floor;
  }

  /** ln E against the null hypothesis p ≤ δ; large when the rate is above the floor. */
  public double logEAbove() {
    return above.logE();
  }

  /** ln E against the null hypothesis p ≥ δ; large when the rate is below the floor. */
  public double logEBelow() {
    return below.logE();
  }

  /** 96 log-likelihood ratios: the 48 points above δ, then the 48 below, nearest to δ first. */
  public double[] toArray() {
    double[] state = new double[2 * PriorEvidence.POINTS];
    above.copyInto(state, 0);
    below.copyInto(state, PriorEvidence.POINTS);
    return state;
  }
}

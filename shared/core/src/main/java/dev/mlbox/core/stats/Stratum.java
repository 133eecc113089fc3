package dev.mlbox.core.stats;

/**
 * What one stratum of a post-stratified estimate leaves open: the spread of its own units and,
 * where few of these differ, what units of it that were not seen could do.
 *
 * @param influence of its independent units on the estimate, each times how many there are; in the
 *     estimate's unit, 0 on average
 * @param unseen its share of the estimate, times what a unit can cost at most; trials are units of
 *     one weight that say as much
 * @param scarce whether so few units differ from the usual one that their spread tells little
 * @param ends how far from its part of the estimate the truth can be at all, below and above it
 * @param share of its units that are right, where each is right or wrong; NaN elsewhere
 */
public record Stratum(
    Moments influence, RuleOfThree unseen, boolean scarce, Interval ends, double share) {
  /** So many units tell their spread. */
  private static final double MANY = 30;

  /** Of units not all of which are right or wrong. */
  public Stratum(Moments influence, RuleOfThree unseen, boolean scarce, Interval ends) {
    this(influence, unseen, scarce, ends, Double.NaN);
  }

  /**
   * Of units each of which is right or wrong: Wilson's interval of their share.
   *
   * @param share of the right ones, in [0, 1]
   * @param part what a share of 1 adds to the estimate
   * @param influence of the units, each times how many there are
   * @param worth units of one weight that say as much
   */
  public static Stratum ofShare(double share, double part, double[] influence, double worth) {
    return new Stratum(
        Moments.of(influence),
        new RuleOfThree(part, worth),
        true,
        new Interval(-part * share, part * (1 - share)),
        share);
  }

  /** Units of one weight that say as much as its own (Kish, 1965, Survey Sampling, sec. 11.7). */
  public double worth() {
    return unseen.trials();
  }

  /**
   * How far below its part of the estimate the truth may be; in the estimate's unit.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public double down(double confidence) {
    if (!Double.isNaN(share)) {
      return unseen.most() * (share - wilson(confidence).lower());
    }
    double reach = hasSpread() ? -SkewedMean.careful(0, influence, confidence).lower() : 0;
    return Math.min(-ends.lower(), floored(reach, confidence));
  }

  /** The same above. */
  public double up(double confidence) {
    if (!Double.isNaN(share)) {
      return unseen.most() * (wilson(confidence).upper() - share);
    }
    double reach = hasSpread() ? SkewedMean.careful(0, influence, confidence).upper() : 0;
    return Math.min(ends.upper(), floored(reach, confidence));
  }

  private Interval wilson(double confidence) {
    return BinomialInterval.wilson(share, unseen.trials(), confidence);
  }

  private boolean hasSpread() {
    return influence.n() >= 2 && influence.second() > 0;
  }

  private double floored(double reach, double confidence) {
    double floor = scarce || !hasSpread() ? unseen.reach(confidence) : 0;
    return Math.max(reach, floor);
  }

  /**
   * About how many of its units bring {@link #down} or {@link #up} to a distance, more than there
   * are: by their spread, which tells less than it seems to of few, and by what was not seen.
   *
   * @param reach what it is with the units there are, above 0
   * @param distance above 0
   * @param confidence two-sided, in (0, 1)
   */
  public double unitsFor(double reach, double distance, double confidence) {
    double n = influence.n();
    double ratio = Normal.twoSidedZ(confidence) / distance;
    double spread = hasSpread() ? influence.second() / (n - 1) * ratio * ratio : 0;
    double few = hasSpread() ? n * reach / distance * reach / distance : 0;
    double floor =
        scarce || !hasSpread() ? unseen.trialsFor(distance, confidence) * n / unseen.trials() : 0;
    return Math.ceil(Math.max(n + 1, Math.max(Math.max(spread, floor), Math.min(few, MANY))));
  }
}

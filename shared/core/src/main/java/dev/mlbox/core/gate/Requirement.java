package dev.mlbox.core.gate;

/** What the candidate's value is held against; which side is the good one, the metric says. */
public sealed interface Requirement {

  /** A number. */
  record Constant(double bound) implements Requirement {}

  /**
   * {@code factor × baseline + offset}.
   *
   * @param factor of the baseline's value
   * @param offset in the metric's unit, or in percent of {@code factor × baseline}
   * @param percent whether the offset is in percent
   */
  record AgainstBaseline(double factor, double offset, boolean percent) implements Requirement {

    /** The offset as a number: percent of the size, so that −5 % is less also of a negative. */
    double offsetFor(double baseline) {
      return percent ? offset / 100 * Math.abs(factor * baseline) : offset;
    }

    /** What multiplies the baseline, a percentage included. */
    double slopeFor(double baseline) {
      return percent ? factor + offset / 100 * Math.abs(factor) * Math.signum(baseline) : factor;
    }

    /** The tolerance that is left when {@link #slopeFor} is taken care of. */
    double restOffset() {
      return percent ? 0 : offset;
    }

    double boundFor(double baseline) {
      return factor * baseline + offsetFor(baseline);
    }
  }
}

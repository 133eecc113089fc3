package dev.mlbox.core.gate;

import org.jspecify.annotations.Nullable;

/** What the candidate's value is held against; which side is the good one, the metric says. */
public sealed interface Requirement {

  /** A number. */
  record Constant(double bound) implements Requirement {}

  /**
   * {@code factor × baseline + offset}.
   *
   * @param factor of the baseline's value
   * @param offset in the metric's unit, or in percent of {@code factor × baseline}, not in points
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

    /**
     * Why a factor makes no sense for this value of the baseline: 0.95 times a negative number is
     * more than that number, not less; null when it does.
     */
    @Nullable String obstacle(double baseline) {
      return factor == 1 || baseline >= 0
          ? null
          : "the baseline's %s is negative, and %s × it is a %s value; write baseline − PERCENT %%"
              .formatted(
                  Figures.value(baseline), Figures.value(factor), factor < 1 ? "higher" : "lower");
    }

    double boundFor(double baseline) {
      return factor * baseline + offsetFor(baseline);
    }
  }
}

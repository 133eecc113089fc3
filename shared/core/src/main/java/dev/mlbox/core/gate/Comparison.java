package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Measured;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a verdict rests on.
 *
 * @param candidate its value
 * @param baseline the baseline's value; null when there is none
 * @param required what the candidate is held against: the constant, or the baseline with factor and
 *     offset
 * @param difference null for a plain comparison
 * @param doubt which slice of the live mix leaves the verdict open; null where none does
 */
public record Comparison(
    Measured candidate,
    @Nullable Measured baseline,
    double required,
    @Nullable Difference difference,
    @Nullable Doubt doubt) {

  Comparison with(@Nullable Difference measured, @Nullable Doubt open) {
    return new Comparison(candidate, baseline, required, measured, open);
  }
}

package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code evaluate.gates}, understood.
 *
 * @param text as the user wrote it
 * @param place where
 * @param metric what is measured
 * @param slice the column or predicate whose slices each have to meet it; null for all rows at once
 * @param onLive whether it is about the mix of slices that recent requests have
 * @param requirement what it is held against
 * @param policy what it takes for proof, and what its verdict does
 */
public record Gate(
    String text,
    String place,
    Metric metric,
    @Nullable String slice,
    boolean onLive,
    Requirement requirement,
    GatePolicy policy) {

  public Optional<String> by() {
    return Optional.ofNullable(slice);
  }
}

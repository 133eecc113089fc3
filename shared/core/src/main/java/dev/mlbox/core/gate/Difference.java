package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The candidate's value minus the baseline's, the latter times the gate's factor, in the metric's
 * own direction.
 *
 * @param estimate the difference on these rows
 * @param interval two-sided 95 %
 * @param bounds two one-sided bounds at the level of the verdict
 * @param margin the loss that is tolerated; negative when a gain is asked for
 * @param method how the interval was found, in words
 * @param rowsNeeded about as many would decide, if the difference is what was seen; null when the
 *     verdict is not INCONCLUSIVE, or no number would
 * @param neededOf groups of which column these are; null where they are rows
 * @param unseen what groups of rows leave open whatever the verdict; null where rows are by
 *     themselves
 * @param proof what the verdict follows from
 */
public record Difference(
    double estimate,
    Interval interval,
    Interval bounds,
    double margin,
    String method,
    @Nullable Long rowsNeeded,
    @Nullable String neededOf,
    @Nullable Unseen unseen,
    Proof proof) {

  /** About how many would decide, in words; empty if no number would. */
  public Optional<String> needed() {
    return Optional.ofNullable(rowsNeeded)
        .map(number -> "about %s %s".formatted(Figures.about(number), neededUnits()));
  }

  /** What would have to be more. */
  public String neededUnits() {
    return neededOf == null ? "rows" : "groups of " + neededOf;
  }
}

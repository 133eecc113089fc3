package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
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
 * @param proof what the verdict follows from
 */
public record Difference(
    double estimate,
    Interval interval,
    Interval bounds,
    double margin,
    String method,
    @Nullable Long rowsNeeded,
    Proof proof) {}

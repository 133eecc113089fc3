package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate has to be as good as.
 *
 * @param version what it is called
 * @param origin where it was found, in words, such as {@code refs/mlbox/baselines/flights}
 * @param evaluation what was measured of it
 * @param rows its answers to the rows of that evaluation; null when they were not kept
 */
public record Baseline(
    String version, String origin, Evaluation evaluation, @Nullable Predictions rows) {}

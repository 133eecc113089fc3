package dev.mlbox.core.port;

import dev.mlbox.core.model.Digest;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What training left behind.
 *
 * @param model the output
 * @param inputsHash over the inputs' bytes, the command and the environment files
 * @param skipped whether the output of an earlier run was taken because nothing had changed
 * @param duration of this run; of the check alone when it was skipped
 * @param notebook the executed copy of a notebook; null for a command
 */
public record TrainedModel(
    ModelFacts model,
    Digest inputsHash,
    boolean skipped,
    Duration duration,
    @Nullable Path notebook) {}

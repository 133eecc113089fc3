package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.engine.data.DataSource;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured and judged.
 *
 * @param config target, slices and gates
 * @param data the rows
 * @param candidate whose answers are judged
 * @param baseline what they are compared with
 * @param look says which candidate on these rows this is, from 1; asked once they are answered
 * @param live recent requests; null without those
 * @param command runs those of the project's own metrics
 */
public record CheckRequest(
    EvaluateConfig config,
    DataSource data,
    Contestant candidate,
    BaselineSource baseline,
    IntSupplier look,
    @Nullable DataSource live,
    MetricCommand command) {}

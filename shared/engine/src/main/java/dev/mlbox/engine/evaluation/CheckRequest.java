package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.engine.data.DataSource;

/**
 * What is to be measured and judged.
 *
 * @param config target, slices and gates
 * @param data the rows
 * @param candidate whose answers are judged
 * @param baseline what they are compared with
 * @param looks how many candidates these rows have judged, this one included
 */
public record CheckRequest(
    EvaluateConfig config,
    DataSource data,
    Contestant candidate,
    BaselineSource baseline,
    int looks) {}

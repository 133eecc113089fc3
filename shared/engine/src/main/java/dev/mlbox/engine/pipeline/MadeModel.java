package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.ModelFacts;
import java.util.Map;

/**
 * A model on this machine, ready to be asked.
 *
 * @param spec how it is loaded
 * @param facts its bytes
 * @param origin where it came from, for people and machines
 */
public record MadeModel(ModelSpec spec, ModelFacts facts, Map<String, String> origin) {}

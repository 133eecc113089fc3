package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model without asking it.
 *
 * @param digest of its bytes
 * @param bytes its size, the metric {@code model_bytes}; null when unknown
 * @param features the columns of a matrix input in order; empty when the model names its inputs
 */
public record ModelFacts(Digest digest, @Nullable Long bytes, List<String> features) {

  public ModelFacts {
    features = List.copyOf(features);
  }
}

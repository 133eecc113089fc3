package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.engine.evaluation.ModelFacts;
import dev.mlbox.engine.load.ModelFiles;

/** What an evaluation notes of a model that lies on this machine. */
final class EvaluatedModel {
  private EvaluatedModel() {}

  static ModelFacts of(ModelSpec spec) {
    dev.mlbox.core.port.ModelFacts bytes = ModelFiles.facts(spec.path());
    return new ModelFacts(bytes.digest(), bytes.bytes(), spec.features());
  }
}

package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.engine.evaluation.ModelFacts;
import dev.mlbox.engine.load.ModelFiles;

/** What an evaluation notes of a model that lies on this machine. */
final class EvaluatedModel {
  private EvaluatedModel() {}

  /** Of one that was made just now, whose bytes are known unless it is run from another folder. */
  static ModelFacts of(MadeModel made) {
    ModelSpec spec = made.spec();
    return spec.path().equals(made.facts().path())
        ? new ModelFacts(made.facts().digest(), made.facts().bytes(), spec.features())
        : of(spec);
  }

  static ModelFacts of(ModelSpec spec) {
    dev.mlbox.core.port.ModelFacts bytes = ModelFiles.facts(spec.path());
    return new ModelFacts(bytes.digest(), bytes.bytes(), spec.features());
  }
}

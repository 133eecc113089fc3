package dev.mlbox.serving;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;

/** Loads a box's model. */
@FunctionalInterface
interface ModelLoader {

  /**
   * @param workers processes of a Python model
   */
  Predictor load(ModelSpec spec, int workers);
}

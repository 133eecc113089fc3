package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.model.Signature;
import java.util.List;

/**
 * The columns that the evaluation gave the model, in their order. A box keeps them: what was
 * evaluated by the order of a file must not be served by the order of a client's JSON.
 *
 * @param features those of a matrix, or those named by the user: a request has to have them all
 * @param columns those of a model that takes what there is: only their order counts
 */
record Given(List<String> features, List<String> columns) {

  Given {
    features = List.copyOf(features);
    columns = List.copyOf(columns);
  }

  /**
   * @param asked the columns as the model was given them
   */
  static Given of(ModelSpec spec, Signature signature, List<String> asked) {
    if (!spec.features().isEmpty()) {
      return new Given(spec.features(), List.of());
    }
    if (spec.kind() == ModelKind.PYTHON) {
      return new Given(List.of(), asked);
    }
    boolean matrix = signature.inputs().size() == 1 && !signature.inputs().get(0).isColumn();
    return new Given(matrix ? asked : List.of(), List.of());
  }
}

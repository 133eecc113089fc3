package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.DataType;
import dev.mlbox.engine.data.DataSource;
import java.util.ArrayList;
import java.util.List;

/** Which columns of the data a model is given; the target is never among them. */
final class Inputs {
  private Inputs() {}

  /**
   * The columns, in the order in which the model is to see them.
   *
   * @param contestant a model that is asked
   */
  static List<String> of(
      Contestant contestant, Signature signature, DataSource data, String target) {
    if (!contestant.facts().features().isEmpty()) {
      return contestant.facts().features();
    }
    List<Signature.Field> inputs = signature.inputs();
    boolean named =
        !inputs.isEmpty()
            && (inputs.size() > 1 || inputs.get(0).isColumn() || data.has(inputs.get(0).name()));
    if (named) {
      return inputs.stream().map(Signature.Field::name).toList();
    }
    List<String> columns = new ArrayList<>();
    data.columns()
        .forEach(
            (name, type) -> {
              boolean fits = inputs.isEmpty() || type != DataType.TEXT;
              if (fits && !name.equals(target)) {
                columns.add(name);
              }
            });
    return columns;
  }
}

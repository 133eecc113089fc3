package dev.mlbox.core.model;

import dev.mlbox.core.table.DataType;
import java.util.List;

/**
 * What a model wants to be given and what it answers, as the model itself says.
 *
 * @param inputs in the model's order; empty when the model does not say (a Python function)
 * @param outputs in the model's order; empty when the model does not say
 */
public record Signature(List<Field> inputs, List<Field> outputs) {

  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * One named input or output.
   *
   * @param name as the model calls it
   * @param type the kind of its values
   * @param width values a row: 1 for a column, more for a matrix, -1 where the model leaves it open
   */
  public record Field(String name, DataType type, int width) {

    /** Whether it takes one table column by its own name, rather than several side by side. */
    public boolean isColumn() {
      return width == 1;
    }
  }
}

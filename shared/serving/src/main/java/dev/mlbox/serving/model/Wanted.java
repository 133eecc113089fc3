package dev.mlbox.serving.model;

import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a request are read; a client may send more than the model knows.
 *
 * @param real by name, whether the model takes real numbers there
 * @param others whether columns not named here are read too: the model takes what there is
 * @param othersReal whether those are real numbers
 */
record Wanted(Map<String, Boolean> real, boolean others, boolean othersReal) {

  Wanted {
    real = Map.copyOf(real);
  }

  /**
   * @param features the columns of a matrix input, or of a model that does not say what it takes
   */
  static Wanted by(Signature signature, List<String> features) {
    Map<String, Boolean> real = new HashMap<>();
    boolean matrixReal = false;
    boolean matrix = signature.inputs().isEmpty();
    for (Signature.Field field : signature.inputs()) {
      boolean takesReal = field.type() == DataType.REAL;
      real.put(field.name(), takesReal);
      if (!field.isColumn() || !features.isEmpty()) {
        matrix = true;
        matrixReal |= takesReal;
      }
    }
    for (String feature : features) {
      real.put(feature, matrixReal);
    }
    return new Wanted(real, matrix && features.isEmpty(), matrixReal);
  }

  /** A place for the values of a column; null when nobody wants them. */
  @Nullable ColumnBuilder builder(String name) {
    Boolean known = real.get(name);
    if (known == null && !others) {
      return null;
    }
    boolean asReal = known == null ? othersReal : known;
    return new ColumnBuilder("column " + name + ", row", asReal);
  }
}

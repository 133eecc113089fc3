package dev.mlbox.serving.model;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
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
 * @param order in which columns are given to the model; as the client has them where it is empty
 */
record Wanted(Map<String, Boolean> real, boolean others, boolean othersReal, List<String> order) {

  Wanted {
    real = Map.copyOf(real);
    order = List.copyOf(order);
  }

  /**
   * @throws MlboxException INVALID when the model takes a matrix and the box does not know of which
   *     columns: a client's order means nothing
   */
  static Wanted by(Signature signature, BoxManifest manifest) {
    List<String> features = manifest.features();
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
    boolean open = matrix && features.isEmpty();
    if (open && !signature.inputs().isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("the box does not know which columns its model takes in which order")
              .at(BoxManifest.FILE)
              .expected("features, as the model takes a matrix")
              .remedy("pack the model again"));
    }
    return new Wanted(real, open, matrixReal, manifest.columns());
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

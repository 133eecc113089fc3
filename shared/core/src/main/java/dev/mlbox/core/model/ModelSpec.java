package dev.mlbox.core.model;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to load a model.
 *
 * @param kind how it is run
 * @param path the ONNX file, the folder that holds the Python module or server.json, or the file of
 *     predictions
 * @param callable {@code module:function} of a Python model; null otherwise
 * @param python the Python interpreter to run it with; null for the first one on the search path
 * @param features the columns of a matrix input in order; empty: all columns but the target
 * @param beside the address of a server that runs beside the box; null when the spec of the server
 *     itself says where it is
 */
public record ModelSpec(
    ModelKind kind,
    Path path,
    @Nullable String callable,
    @Nullable String python,
    List<String> features,
    @Nullable String beside) {

  public ModelSpec {
    features = List.copyOf(features);
    if ((kind == ModelKind.PYTHON) != (callable != null)) {
      throw new IllegalArgumentException("a Python model, and no other, names module:function");
    }
  }

  /** Of a model that needs no server beside the box. */
  public ModelSpec(
      ModelKind kind,
      Path path,
      @Nullable String callable,
      @Nullable String python,
      List<String> features) {
    this(kind, path, callable, python, features, null);
  }

  public static ModelSpec onnx(Path file) {
    return new ModelSpec(ModelKind.ONNX, file, null, null, List.of());
  }
}

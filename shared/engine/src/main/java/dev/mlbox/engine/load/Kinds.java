package dev.mlbox.engine.load;

import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How a model is run, by what the configuration says and what its file is called. */
public final class Kinds {
  private static final Map<String, ModelKind> BY_ENDING =
      new TreeMap<>(
          Map.of(
              ".onnx", ModelKind.ONNX,
              ".csv", ModelKind.PREDICTIONS,
              ".parquet", ModelKind.PREDICTIONS,
              ".jsonl", ModelKind.PREDICTIONS));

  private Kinds() {}

  /**
   * The kind of a model: a Python one where {@code predict} is set, else by the file's ending.
   *
   * @throws MlboxException INVALID with the kinds that are known
   */
  public static ModelKind of(ModelConfig config, Path model) {
    if (config.predict() != null) {
      return ModelKind.PYTHON;
    }
    String name = String.valueOf(model.getFileName());
    int dot = name.lastIndexOf('.');
    ModelKind kind = dot < 0 ? null : BY_ENDING.get(name.substring(dot).toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw MlboxException.invalid(
          Problem.of("`%s` is no kind of model that can be run".formatted(name))
              .at(place(config))
              .expected(
                  ".onnx (a model), .csv, .jsonl or .parquet (ready predictions),"
                      + " or `predict: module:function` (Python)")
              .remedy("export it to ONNX, or name a function that asks it in `predict`"));
    }
    return kind;
  }

  private static String place(ModelConfig config) {
    if (config.train() != null) {
      return config.train().place();
    }
    return config.load() == null ? "mlbox.yaml" : config.load().place();
  }
}

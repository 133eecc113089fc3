package dev.mlbox.engine.load;

import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    ModelKind kind = byEnding(model);
    if (kind == null) {
      throw MlboxException.invalid(
          Problem.of("`%s` is no kind of model that can be run".formatted(model.getFileName()))
              .at(place(config))
              .expected(
                  ".onnx (a model), .csv, .jsonl or .parquet (ready predictions),"
                      + " or `predict: module:function` (Python)")
              .remedy("export it to ONNX, or name a function that asks it in `predict`"));
    }
    return kind;
  }

  /**
   * The kind of a file to compare with, whatever the project's own model is: a Python model is more
   * than a file, so that only its answers can be.
   *
   * @param place where it was set
   * @throws MlboxException INVALID when it is neither a model that can be run nor answers
   */
  public static ModelKind ofBaseline(Path file, String place) {
    ModelKind kind = byEnding(file);
    if (kind == null) {
      throw MlboxException.invalid(
          Problem.of("the baseline `%s` cannot be run".formatted(file.getFileName()))
              .at(place)
              .expected(".onnx (a model), or .csv, .jsonl or .parquet (answers to the rows)")
              .remedy("write the other model's answers to a file with a column prediction"));
    }
    return kind;
  }

  private static @Nullable ModelKind byEnding(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : BY_ENDING.get(name.substring(dot).toLowerCase(Locale.ROOT));
  }

  private static String place(ModelConfig config) {
    if (config.train() != null) {
      return config.train().place();
    }
    return config.load() == null ? "mlbox.yaml" : config.load().place();
  }
}

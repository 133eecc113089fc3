package dev.mlbox.spark;

import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.runtime.Models;
import dev.mlbox.runtime.Purpose;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;

/**
 * A model that executors have been sent.
 *
 * @param file what it is called among the files that Spark sends; no two models' are the same
 * @param features see {@link ModelSpec}
 * @param inputs the columns that it is given, in order
 */
record SentModel(String file, List<String> features, List<String> inputs) implements Serializable {
  /** Loaded once in each executor, for as long as it lives. */
  private static final Map<SentModel, Predictor> LOADED = new ConcurrentHashMap<>();

  SentModel {
    features = List.copyOf(features);
    inputs = List.copyOf(inputs);
  }

  /** Each task has one core, so that it asks with one thread. */
  Predictor predictor() {
    return LOADED.computeIfAbsent(this, SentModel::load);
  }

  private static Predictor load(SentModel model) {
    Path path = Path.of(SparkFiles.get(model.file));
    ModelSpec spec = new ModelSpec(ModelKind.ONNX, path, null, null, model.features);
    return Models.load(spec, Purpose.serve(1, line -> {}));
  }
}

package dev.mlbox.runtime;

import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.onnx.OnnxPredictor;
import dev.mlbox.runtime.python.PythonPredictor;
import dev.mlbox.runtime.server.ModelServer;
import dev.mlbox.runtime.server.ServerPredictor;
import java.util.Objects;

/** Loads models. */
public final class Models {

  private Models() {}

  /** Loads a model for validation; close it after use. */
  public static Predictor load(ModelSpec spec) {
    return load(spec, Purpose.validate());
  }

  /**
   * Loads a model; close it after use.
   *
   * @throws MlboxException INVALID when it does not exist, is of another kind, or is one of ready
   *     predictions: these are joined to the data by whoever reads the data
   */
  public static Predictor load(ModelSpec spec, Purpose purpose) {
    return switch (spec.kind()) {
      case ONNX -> OnnxPredictor.load(spec.path(), spec.features(), purpose.threads());
      case PYTHON ->
          PythonPredictor.start(
              spec.path(),
              Objects.requireNonNull(spec.callable()),
              spec.python(),
              spec.features(),
              PythonPredictor.Workers.of(purpose.workers()).heardBy(purpose.prints()));
      case SERVER ->
          new ServerPredictor(
              ModelServer.open(
                  spec.path(),
                  new ModelServer.Opening(spec.python(), spec.beside(), purpose.prints())),
              spec.features());
      case PREDICTIONS ->
          throw MlboxException.invalid(
              Problem.of("ready predictions cannot answer new rows")
                  .at(spec.path().toString())
                  .expected("an ONNX model or a Python function"));
    };
  }
}

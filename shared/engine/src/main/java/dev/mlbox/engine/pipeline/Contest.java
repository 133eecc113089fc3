package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ReadyPredictions;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.Models;
import java.nio.file.Path;
import java.util.List;

/** The candidate while it is loaded. */
record Contest(Contestant contestant, AutoCloseable loaded) implements AutoCloseable {

  static Contest open(MadeModel model, DataSource data, Project project) {
    if (model.spec().kind() == ModelKind.PREDICTIONS) {
      EvaluateConfig config = project.config().evaluate();
      Stated file =
          new Stated(name(model.spec().path(), project.folder()), place(project.config().model()));
      Contestant ready =
          Contestant.reading(
              EvaluatedModel.of(model),
              () -> ReadyPredictions.read(file, project.folder(), data, config));
      return new Contest(ready, () -> {});
    }
    Predictor predictor = Models.load(model.spec());
    return new Contest(
        Contestant.live(EvaluatedModel.of(model), predictor, model.spec()), predictor);
  }

  private static String place(ModelConfig model) {
    LoadConfig load = model.load();
    TrainConfig train = model.train();
    return load != null ? load.place() : train != null ? train.place() : "";
  }

  /** As in mlbox.yaml, where it is below the project's folder. */
  private static String name(Path file, Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }

  Given given(MadeModel model, List<String> asked) {
    Predictor predictor = contestant.predictor();
    return predictor == null
        ? new Given(List.of(), List.of())
        : Given.of(model.spec(), predictor.signature(), asked);
  }

  @Override
  public void close() {
    try {
      loaded.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

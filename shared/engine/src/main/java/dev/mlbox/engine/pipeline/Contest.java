package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ReadyPredictions;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.Models;
import java.util.List;

/** The candidate while it is loaded. */
record Contest(Contestant contestant, AutoCloseable loaded) implements AutoCloseable {

  static Contest open(MadeModel model, DataSource data, Project project) {
    if (model.spec().kind() == ModelKind.PREDICTIONS) {
      Stated file =
          new Stated(model.spec().path().toString(), project.config().evaluate().data().place());
      boolean wholes = project.config().evaluate().takesEmpty();
      Contestant ready =
          Contestant.reading(
              EvaluatedModel.of(model),
              () -> ReadyPredictions.read(file, project.folder(), data, wholes));
      return new Contest(ready, () -> {});
    }
    Predictor predictor = Models.load(model.spec());
    return new Contest(
        Contestant.live(EvaluatedModel.of(model), predictor, model.spec()), predictor);
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

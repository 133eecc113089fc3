package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.evaluation.Check;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.Models;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether the model can be loaded, and finds its columns in the rows; nothing is trained. */
public final class ModelLook {
  private ModelLook() {}

  /**
   * What there is, in words.
   *
   * @throws MlboxException as a check would end with
   */
  public static String of(Project project) {
    ModelConfig config = project.config().model();
    if (config.server() != null) {
      return "a server of its own, started when it is evaluated";
    }
    Optional<MadeModel> found = new ModelStep(project).present();
    if (found.isEmpty()) {
      TrainConfig train = Objects.requireNonNull(config.train());
      return "%s is not there yet: training makes it".formatted(train.output());
    }
    MadeModel model = found.get();
    String words = ModelStep.brief(model.facts());
    if (model.spec().kind() == ModelKind.PREDICTIONS) {
      return words + ", ready answers";
    }
    try (Predictor predictor = Models.load(model.spec())) {
      List<String> inputs = inputs(project, model, predictor);
      return inputs.isEmpty() ? words : words + ", given " + String.join(", ", inputs);
    }
  }

  private static List<String> inputs(Project project, MadeModel model, Predictor predictor) {
    DataSource data;
    try {
      data = new EvaluationData(project).open();
    } catch (MlboxException e) {
      // What is wrong with the data is said where the data are looked at.
      return List.of();
    }
    try (data) {
      Contestant contestant = Contestant.live(EvaluatedModel.of(model), predictor, model.spec());
      return Check.inputs(contestant, data, project.config().evaluate().judged());
    }
  }
}

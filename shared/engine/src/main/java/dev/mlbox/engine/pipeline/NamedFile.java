package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ReadyPredictions;
import dev.mlbox.engine.evaluation.BaselineSource;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.load.Kinds;
import dev.mlbox.engine.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A baseline that the user names: a model, or its answers to the rows.
 *
 * @param project whose settings say how it is loaded
 * @param data the rows
 */
record NamedFile(Project project, DataSource data) {

  /**
   * Loads it.
   *
   * @param path from mlbox.yaml's folder, and where it was set
   * @throws MlboxException INVALID when it is not there, or no file
   */
  Opponent at(Stated path) {
    if (path.text().contains("://")) {
      throw MlboxException.invalid(
          Problem.of("%s is an address".formatted(Shown.of(path.text())))
              .at(path.place())
              .expected("file:PATH, of a model, or of its answers to the rows, on this machine"));
    }
    Path file = project.folder().resolve(path.text());
    if (!Files.exists(file)) {
      throw MlboxException.invalid(
          Problem.of("the baseline %s does not exist".formatted(path.text()))
              .at(path.place())
              .expected("a model, or its answers to the rows, at " + file));
    }
    ModelKind kind = Kinds.ofBaseline(file, path.place());
    ModelSpec spec = new ModelSpec(kind, file, null, null, project.config().model().features());
    if (kind != ModelKind.PREDICTIONS) {
      return new BoxedModel(project).load(spec, path.text(), "file");
    }
    Contestant ready =
        Contestant.reading(
            EvaluatedModel.of(spec),
            () -> ReadyPredictions.read(path, project.folder(), data, project.config().evaluate()));
    return Opponent.of(new BaselineSource.Model(path.text(), ready, null), path.text() + " (file)");
  }
}

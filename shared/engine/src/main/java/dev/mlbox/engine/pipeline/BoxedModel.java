package dev.mlbox.engine.pipeline;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.engine.evaluation.BaselineSource;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads models that lie on this machine, to be asked about the candidate's rows. */
final class BoxedModel {
  private final Project project;

  BoxedModel(Project project) {
    this.project = project;
  }

  /** Whether a box is there as a whole: somebody may have tidied up in there. */
  static boolean isWhole(Path box) {
    return Files.exists(box.resolve(BoxManifest.FILE));
  }

  /** The model of a box folder. */
  Opponent load(Path box, String version, String origin) {
    Path file = box.resolve(BoxManifest.FILE);
    try {
      BoxManifest manifest = Json.read(Files.readString(file), BoxManifest.class, file.toString());
      String python =
          manifest.callable() == null && !project.config().model().needsPython()
              ? null
              : new Interpreter(
                      project.folder(),
                      project.config().model().python(),
                      project.invocation().environment())
                  .require(project.pythonPlace())
                  .program()
                  .toString();
      return load(
          new ModelSpec(
              manifest.kind(),
              box.resolve(manifest.path()),
              manifest.callable(),
              python,
              manifest.features()),
          version,
          origin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model as it is specified. */
  Opponent load(ModelSpec spec, String version, String origin) {
    Predictor predictor = Models.load(spec);
    Contestant model = Contestant.live(EvaluatedModel.of(spec), predictor, spec);
    return new Opponent(
        new BaselineSource.Model(version, model, null),
        "candidate and %s (%s)".formatted(version, origin),
        predictor);
  }
}

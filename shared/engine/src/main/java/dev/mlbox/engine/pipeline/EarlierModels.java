package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineRecord.About;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.load.CacheFolder;
import dev.mlbox.engine.load.FileSource;
import dev.mlbox.engine.load.ModelSources;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model of a kept evaluation, to be asked about other rows: its box, what was kept of it on
 * this machine or with the evaluation, its image, or where it was loaded from, in that order. What
 * is brought has the digest that the evaluation states, or it is not taken.
 */
final class EarlierModels {
  private final Project project;
  private final Serving serving;
  private final KeptModels kept;

  EarlierModels(Project project, Serving serving) {
    this.project = project;
    this.serving = serving;
    this.kept = new KeptModels(project);
  }

  /** A folder like a box's; empty when it cannot be had, and told when something went wrong. */
  Optional<Path> of(BaselineRecord record) {
    Optional<RecordedModel> recorded = recorded(record);
    return serving
        .boxOf(record.about())
        .or(() -> recorded.flatMap(model -> kept.find(model.manifest())))
        .or(() -> recorded.flatMap(model -> written(model, record.about())))
        .or(() -> serving.pulled(record.about()))
        .or(() -> recorded.flatMap(model -> brought(model, record.about())));
  }

  private Optional<RecordedModel> recorded(BaselineRecord record) {
    try {
      return RecordedModel.of(record);
    } catch (MlboxException e) {
      tell("a baseline is damaged in part: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Nothing that cannot be loaded is kept: it would be found first from then on. */
  private Optional<Path> written(RecordedModel model, About about) {
    byte[] bytes = model.bytes();
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      Path file = Files.createTempFile("mlbox-model", ".onnx");
      try {
        Files.write(file, bytes);
        Models.load(new ModelSpec(ModelKind.ONNX, file, null, null, model.manifest().features()))
            .close();
        return Optional.of(kept.put(model.manifest(), file));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (RuntimeException e) {
      tell(
          "a baseline is damaged in part: the model of %s cannot be used: %s"
              .formatted(about.version(), e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("a kept model cannot be written: " + e), e);
    }
  }

  /**
   * From the commit that was evaluated, when it is a file of the repository; else from its address,
   * when that is where the project loads its models from today: a record is no reason to ask
   * somebody else. Code is not brought from there, see {@link RecordedModel}.
   */
  private Optional<Path> brought(RecordedModel model, About about) {
    if (model.manifest().kind() != ModelKind.ONNX) {
      return Optional.empty();
    }
    try {
      return model
          .from()
          .flatMap(from -> address(from, about))
          .map(address -> load(address, model))
          .map(file -> kept.put(model.manifest(), file));
    } catch (MlboxException e) {
      tell("the model of %s cannot be fetched: %s".formatted(about.version(), e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> address(String from, About about) {
    if (new FileSource(project.folder()).takes(from)) {
      boolean inside = !Path.of(from).isAbsolute() && about.commit() != null;
      return inside ? Optional.of("git:%s:%s".formatted(about.commit(), from)) : Optional.empty();
    }
    LoadConfig today = project.config().model().load();
    boolean known = today != null && place(today.from()).equals(place(from));
    return from.startsWith("git:") || known ? Optional.of(from) : Optional.empty();
  }

  /** The server and, in git, the repository. */
  private static String place(String address) {
    int hash = address.indexOf('#');
    return hash < 0
        ? address.replaceFirst("^([^:]+://[^/]*).*$", "$1")
        : address.substring(0, hash);
  }

  private Path load(String address, RecordedModel model) {
    return ModelSources.of(
            project.folder(),
            CacheFolder.of(project.invocation().environment()),
            project.invocation().environment(),
            project.telling("baseline"))
        .load(new LoadConfig(address, model.manifest().digest(), "baseline"))
        .model()
        .path();
  }

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }
}

package dev.mlbox.engine.pipeline;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.evaluation.BaselineSource;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.evaluation.EvaluationFiles;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a candidate is compared with: what is deployed, if its model is on this machine or its rows
 * are known for this data; where nothing is deployed, the latest evaluation in the repository.
 */
public final class Baselines {
  private final Project project;
  private final @Nullable Ground ground;

  /**
   * Baselines of a project.
   *
   * @param ground the target that is deployed to and has to answer; null when a target that does
   *     not answer is passed over, as in a pull request
   */
  public Baselines(Project project, @Nullable Ground ground) {
    this.project = project;
    this.ground = ground;
  }

  /**
   * Who it is compared with, kept loaded until closed.
   *
   * @param source for the check
   * @param words such as {@code candidate and 3f2a… (deployed)}
   * @param loaded what has to be closed
   */
  public record Opponent(BaselineSource source, String words, AutoCloseable loaded)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        loaded.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Finds the opponent for some data. */
  public Opponent opponent(Digest data) {
    Optional<Release> deployed = deployed();
    return deployed.isPresent() ? deployed(deployed.get(), data) : remembered(data);
  }

  private Optional<Release> deployed() {
    if (ground != null) {
      return Optional.ofNullable(ground.target().memory().load().record().stable());
    }
    try (Ground present = Grounds.open(project)) {
      return Optional.ofNullable(present.target().memory().load().record().stable());
    } catch (MlboxException e) {
      tell("the target does not answer, its version is not compared with: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Opponent deployed(Release release, Digest data) {
    String words = "candidate and " + release.version() + " (deployed)";
    Optional<Path> box = boxOf(release);
    if (box.isPresent()) {
      Contestant model = contestant(box.get());
      Predictor predictor = java.util.Objects.requireNonNull(model.predictor());
      return new Opponent(
          new BaselineSource.Model(release.version(), model, null), words, predictor);
    }
    Optional<BaselineRecord> record =
        store()
            .find(
                name(),
                about -> about.version().equals(release.version()) && about.data().equals(data));
    Optional<BaselineSource> stored = record.flatMap(each -> stored(each, "deployed"));
    if (stored.isPresent()) {
      return new Opponent(stored.get(), words, () -> {});
    }
    String why =
        "version %s is deployed, but neither its model nor its answers to this data are here"
            .formatted(release.version());
    return new Opponent(new BaselineSource.None(false, why), "candidate alone", () -> {});
  }

  private Optional<Path> boxOf(Release release) {
    if (ground != null) {
      return ground.boxOf(release).filter(Baselines::isWhole);
    }
    try (Ground present = Grounds.open(project)) {
      return present.boxOf(release).filter(Baselines::isWhole);
    }
  }

  /** Somebody may have tidied up in there. */
  private static boolean isWhole(Path box) {
    return Files.exists(box.resolve(BoxManifest.FILE));
  }

  private Opponent remembered(Digest data) {
    Optional<BaselineRecord> record = store().find(name(), about -> about.data().equals(data));
    Optional<BaselineSource> stored = record.flatMap(each -> stored(each, "repository"));
    if (record.isPresent() && stored.isPresent()) {
      String version = record.get().about().version();
      return new Opponent(
          stored.get(), "candidate and " + version + " (latest in the repository)", () -> {});
    }
    boolean firstEver = store().latest(name()).isEmpty();
    String why =
        firstEver
            ? "nothing is deployed and no earlier evaluation is known"
            : record.isPresent()
                ? "the earlier evaluation is damaged"
                : "the earlier evaluations are of other data";
    return new Opponent(new BaselineSource.None(firstEver, why), "candidate alone", () -> {});
  }

  private Contestant contestant(Path box) {
    Path file = box.resolve(BoxManifest.FILE);
    try {
      BoxManifest manifest = Json.read(Files.readString(file), BoxManifest.class, file.toString());
      String python =
          manifest.callable() == null
              ? null
              : new Interpreter(
                      project.folder(),
                      project.config().model().python(),
                      project.invocation().environment())
                  .require("predict")
                  .program()
                  .toString();
      ModelSpec spec =
          new ModelSpec(
              manifest.kind(),
              box.resolve(manifest.path()),
              manifest.callable(),
              python,
              manifest.features());
      return Contestant.live(EvaluatedModel.of(spec), Models.load(spec));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty, and told, when its files are damaged. */
  private Optional<BaselineSource> stored(BaselineRecord record, String origin) {
    try {
      return Optional.of(
          new BaselineSource.Stored(
              EvaluationFiles.read(record.files(), record.about().version(), origin)));
    } catch (MlboxException e) {
      tell("a baseline is damaged and skipped: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps a promoted version's evaluation for later comparisons; a failure is only told. */
  public void save(Release release, Measured measured) {
    try {
      Lineage lineage = Lineage.of(project.folder());
      store()
          .save(
              new BaselineRecord(
                  new BaselineRecord.About(
                      name(),
                      release.version(),
                      lineage.commit(),
                      measured.checked().candidate().subject().data(),
                      Instant.now(),
                      System.getProperty("user.name", "somebody")),
                  EvaluationFiles.write(measured.result())));
    } catch (MlboxException e) {
      tell("the evaluation could not be kept as a baseline: " + e.getMessage());
    }
  }

  /** How many candidates these rows have judged, this one included. */
  public int look(Digest data, Digest candidate) {
    return new Stores(project).looks().look(name(), data, candidate);
  }

  private BaselineStore store() {
    return new Stores(project).baselines();
  }

  private String name() {
    return project.config().model().name();
  }

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }
}

package dev.mlbox.engine.pipeline;

import dev.mlbox.core.data.DataProfile;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineRecord.Kind;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.evaluation.EvaluationFiles;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.Project;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The evaluations that a project keeps: written when a version is promoted, and when a check passes
 * in the branch that others are merged into; read by every check.
 */
public final class Baselines {
  private static final String PROFILE = "profile.json";

  private final Project project;
  private final Serving serving;
  private final boolean deploys;
  private @Nullable Keeping keeping;

  /**
   * Baselines of a project.
   *
   * @param ground the target that is deployed to and has to answer; null when a target that does
   *     not answer is passed over, as in a pull request
   */
  public Baselines(Project project, @Nullable Ground ground) {
    this.project = project;
    this.serving = new Serving(project, ground);
    this.deploys = ground != null;
  }

  /** Whether a check is kept; as it was when somebody first asked, before anything was made. */
  Keeping keeping() {
    if (keeping == null) {
      keeping = Keeping.of(project, deploys);
    }
    return Objects.requireNonNull(keeping);
  }

  /** Whom a candidate is compared with on some rows. */
  public Opponent opponent(DataSource data) {
    return new Opponents(project, serving, new Stores(project).baselines(), data)
        .find(keeping().ahead());
  }

  /** Which candidate on these rows this is, from 1. */
  public int look(Digest data, Digest candidate) {
    return new Stores(project).looks().look(name(), data, candidate);
  }

  /** What the rows of the latest evaluation were like, as far as this machine knows. */
  Optional<DataProfile> profile() {
    return new Stores(project)
        .known()
        .latest(name())
        .flatMap(record -> read(record, PROFILE, DataProfile.class));
  }

  /** Keeps a promoted version's evaluation for later comparisons; a failure is only told. */
  public void save(Release release, MadeModel made, Measured measured, String by) {
    try {
      BaselineStore store = new Stores(project).baselines();
      store.save(record(release, made, measured, by, Kind.PROMOTED));
      store.prune(name(), project.config().baseline().keep());
    } catch (MlboxException e) {
      tell("the evaluation could not be kept as a baseline: " + e.getMessage());
    }
  }

  /**
   * Keeps the evaluation of a check that passed, where that is due, so that later ones have
   * something to be compared with; a failure is only told.
   */
  public void keep(MadeModel made, Measured measured, String by) {
    if (!project.config().baseline().storage().checked()) {
      return;
    }
    if (!keeping().isDue()) {
      if (keeping().change() != null) {
        tell("this check makes no baseline: " + keeping().change());
      }
      return;
    }
    Digest model = measured.checked().candidate().subject().model();
    Release release = new Release(model.brief(), model.toString(), "", Facts.of(made, measured));
    try {
      BaselineStore store = new Stores(project).baselines();
      if (store.add(record(release, made, measured, by, Kind.CHECKED))) {
        store.prune(name(), project.config().baseline().keep());
        tell("kept as %s: later checks are compared with this one".formatted(model.brief()));
      }
    } catch (MlboxException e) {
      tell("the evaluation could not be kept as a baseline: " + e.getMessage());
      return;
    }
    try {
      keepModel(made, measured);
    } catch (MlboxException e) {
      tell("the model could not be kept beside its evaluation: " + e.getMessage());
    }
  }

  /** It is asked when the data have changed; a promoted one is in its box. */
  private void keepModel(MadeModel made, Measured measured) {
    if (made.spec().kind() == ModelKind.PREDICTIONS) {
      return;
    }
    KeptModels models = new KeptModels(project);
    models.put(BoxStep.manifest(project, made, measured.given(), Map.of()), made.spec().path());
    models.prune(project.config().baseline().keep());
  }

  private BaselineRecord record(
      Release release, MadeModel made, Measured measured, String by, Kind kind) {
    Instant now = Instant.now();
    Map<String, byte[]> files = new TreeMap<>(EvaluationFiles.write(measured.result()));
    files.putAll(RecordedModel.files(project, made, measured.given()));
    if (!measured.profile().columns().isEmpty()) {
      files.put(PROFILE, bytes(measured.profile()));
    }
    files.put(Pedigree.FILE, bytes(Pedigree.of(release, by, now, measured.checked().gates())));
    return new BaselineRecord(
        new BaselineRecord.About(
            name(),
            release.version(),
            Lineage.of(project.folder()).commit(),
            measured.checked().candidate().subject().data(),
            now,
            System.getProperty("user.name", "somebody"),
            kind),
        files);
  }

  /**
   * Keeps the evaluation of a version that an environment took from another one: it is the same
   * model, so what was measured there holds here. A failure is only told.
   *
   * @param origin the version's name where it came from
   * @param release what was promoted here
   */
  public void handOn(String origin, Release release, String by) {
    try {
      BaselineStore store = new Stores(project).baselines();
      Optional<BaselineRecord> there = store.find(name(), about -> about.version().equals(origin));
      if (there.isEmpty()) {
        tell("no evaluation of %s is kept, so that none can be handed on".formatted(origin));
        return;
      }
      BaselineRecord.About about = there.get().about();
      Instant now = Instant.now();
      Map<String, byte[]> files = new TreeMap<>(there.get().files());
      read(there.get(), Pedigree.FILE, Pedigree.class)
          .ifPresent(
              pedigree ->
                  files.put(
                      Pedigree.FILE, bytes(new Pedigree(release, by, now, pedigree.gates()))));
      store.save(
          new BaselineRecord(
              new BaselineRecord.About(
                  name(),
                  release.version(),
                  about.commit(),
                  about.data(),
                  now,
                  System.getProperty("user.name", "somebody")),
              files));
      store.prune(name(), project.config().baseline().keep());
    } catch (MlboxException e) {
      tell("the evaluation could not be kept as a baseline: " + e.getMessage());
    }
  }

  private static byte[] bytes(Object value) {
    return (Json.pretty(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is kept of a version.
   *
   * @param evaluation what was measured; null when that is damaged
   * @param pedigree where it came from; empty when an earlier mlbox kept none
   * @param kind what had come of it by then
   */
  public record Kept(@Nullable Evaluation evaluation, Optional<Pedigree> pedigree, Kind kind) {}

  /** The youngest whole record of a version, else what can be read of the youngest. */
  public Optional<Kept> kept(String version) {
    Kept damaged = null;
    for (BaselineRecord record : new Stores(project).baselines().all(name())) {
      if (record.about().version().equals(version)) {
        Kept kept = kept(record);
        if (kept.evaluation() != null) {
          return Optional.of(kept);
        }
        damaged = damaged == null ? kept : damaged;
      }
    }
    return Optional.ofNullable(damaged);
  }

  private Kept kept(BaselineRecord record) {
    Evaluation evaluation = null;
    try {
      String version = record.about().version();
      evaluation = EvaluationFiles.read(record.files(), version, "kept").evaluation();
    } catch (MlboxException e) {
      tell("a baseline is damaged and skipped: " + e.getMessage());
    }
    return new Kept(evaluation, read(record, Pedigree.FILE, Pedigree.class), record.about().kind());
  }

  /** Versions that are kept, youngest first. */
  public List<Release> releases() {
    return new Stores(project)
        .baselines().all(name()).stream()
            .flatMap(record -> read(record, Pedigree.FILE, Pedigree.class).stream())
            .map(Pedigree::release)
            .toList();
  }

  /** Empty when there is no such file, or it is damaged, which is told. */
  private <T> Optional<T> read(BaselineRecord record, String file, Class<T> type) {
    byte[] json = record.files().get(file);
    if (json == null) {
      return Optional.empty();
    }
    try {
      String place = record.about().version() + "/" + file;
      return Optional.of(Json.read(new String(json, StandardCharsets.UTF_8), type, place));
    } catch (MlboxException e) {
      tell("a baseline is damaged in part: " + e.getMessage());
      return Optional.empty();
    }
  }

  private String name() {
    return project.config().model().name();
  }

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }
}

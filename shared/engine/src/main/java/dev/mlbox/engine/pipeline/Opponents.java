package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.BaselineConfig;
import dev.mlbox.core.config.BaselineConfig.Choice;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.Requirement;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineRecord.About;
import dev.mlbox.core.port.BaselineRecord.Kind;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ReadyPredictions;
import dev.mlbox.engine.evaluation.BaselineSource;
import dev.mlbox.engine.evaluation.Contestant;
import dev.mlbox.engine.evaluation.EvaluationFiles;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.MergeBase;
import dev.mlbox.engine.load.Kinds;
import dev.mlbox.engine.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds whom a candidate is compared with: the first of {@code baseline} that there is. A version
 * of which only its answers to other rows are known is asked about these: its box is on this
 * machine, or is fetched from where the target gets it.
 */
final class Opponents {
  private final Project project;
  private final Serving serving;
  private final BaselineStore store;
  private final DataSource data;

  Opponents(Project project, Serving serving, BaselineStore store, DataSource data) {
    this.project = project;
    this.serving = serving;
    this.store = new ProvenBaselines(store, serving);
    this.data = data;
  }

  /**
   * The first that there is.
   *
   * @param ahead what will be compared with later, where there has never been anything
   */
  Opponent find(String ahead) {
    BaselineConfig config = project.config().baseline();
    for (Choice choice : config.order()) {
      Optional<Opponent> found = find(choice);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return nobody(config, ahead);
  }

  private Opponent nobody(BaselineConfig config, String ahead) {
    Optional<BaselineRecord> latest = store.latest(name());
    if (latest.isEmpty()) {
      return store
          .unread(name())
          .or(() -> store.isShared() ? Optional.empty() : serving.away())
          .map(why -> Opponent.nobody(false, "whether there is a baseline is not known; " + why))
          .orElseGet(() -> Opponent.nobody(true, ahead));
    }
    return Opponent.nobody(
        false, unusable(config, latest.get().about()) + "; " + remedy(latest.get().about()));
  }

  private String unusable(BaselineConfig config, About latest) {
    if (store.find(name(), this::isOfTheseRows).isEmpty()) {
      return "the earlier evaluations are of other data, and the model of the last one, %s, is not here to be asked about these rows"
          .formatted(called(latest));
    }
    return config.order().size() == 1
        ? "no evaluation of the baseline, %s, is known".formatted(config.order().get(0))
        : "the earlier evaluation is damaged";
  }

  private static String called(About about) {
    String commit = about.commit();
    return about.kind() == Kind.CHECKED && commit != null
        ? "%s, checked at %s".formatted(about.version(), commit.substring(0, 10))
        : about.version();
  }

  /** Where nothing is deployed, one run that may pass without a comparison begins anew. */
  private static String remedy(About latest) {
    return "name that model with `baseline: file:PATH`, or let one %s pass with `error: warn` at this gate"
        .formatted(
            latest.kind() == Kind.CHECKED
                ? "check of the branch that others are merged into"
                : "deploy");
  }

  private Optional<Opponent> find(Choice choice) {
    return switch (choice.kind()) {
      case DEPLOYED -> serving.stable().map(this::deployed);
      case MERGE_BASE -> mergeBase();
      case LATEST -> kept(about -> true, "latest in the repository");
      case BEST -> best();
      case TAG -> Optional.of(tagged(choice));
      case FILE ->
          Optional.of(file(new Stated(choice.name(), project.config().baseline().place())));
    };
  }

  private Optional<Opponent> mergeBase() {
    Map<String, String> environment = project.invocation().environment();
    MergeBase.unfetched(project.folder(), environment)
        .ifPresent(
            branch ->
                tell(
                    "%s, which this change goes to, is not fetched: it has no merge base to compare with"
                        .formatted(branch)));
    return MergeBase.of(project.folder(), environment)
        .flatMap(base -> kept(about -> includes(base, about), "merge base"));
  }

  private static boolean includes(MergeBase base, About about) {
    return about.commit() != null && base.includes(about.commit());
  }

  private boolean isOfTheseRows(About about) {
    return about.data().equals(data.digest());
  }

  private Opponent deployed(Release release) {
    Optional<Path> box = serving.boxOf(release);
    if (box.isPresent()) {
      return boxed(box.get(), release.version(), "deployed");
    }
    return store
        .find(name(), about -> about.version().equals(release.version()) && isOfTheseRows(about))
        .flatMap(record -> stored(record, "deployed"))
        .or(() -> serving.pulled(release).map(each -> boxed(each, release.version(), "deployed")))
        .orElseGet(
            () ->
                Opponent.nobody(
                    false,
                    "version %s is deployed, but neither its model nor its answers to this data are here"
                        .formatted(release.version())));
  }

  /** By its answers to these rows, else by its model on this machine. */
  private Optional<Opponent> kept(Predicate<About> wanted, String origin) {
    Optional<Opponent> answered =
        store
            .find(name(), wanted.and(this::isOfTheseRows))
            .flatMap(record -> stored(record, origin));
    return answered.isPresent()
        ? answered
        : store
            .find(name(), wanted)
            .flatMap(record -> asked(record.about(), origin))
            .or(
                () ->
                    store
                        .find(name(), wanted.and(about -> about.kind() == Kind.PROMOTED))
                        .flatMap(record -> asked(record.about(), origin)));
  }

  /** By its model, where that can be had. */
  private Optional<Opponent> asked(About about, String origin) {
    return serving
        .boxOf(about)
        .or(() -> serving.pulled(about))
        .map(box -> boxed(box, about.version(), origin(about, origin)));
  }

  /** Which of them was checked and never promoted has to be seen. */
  private static String origin(About about, String origin) {
    String commit = about.commit();
    return about.kind() == Kind.CHECKED && commit != null
        ? "%s, checked at %s".formatted(origin, commit.substring(0, 10))
        : origin;
  }

  private Opponent boxed(Path box, String version, String origin) {
    return new BoxedModel(project).load(box, version, origin);
  }

  /** Empty, and told, when its files are damaged. */
  private Optional<Opponent> stored(BaselineRecord record, String found) {
    String version = record.about().version();
    String origin = origin(record.about(), found);
    try {
      return Optional.of(
          Opponent.of(
              new BaselineSource.Stored(EvaluationFiles.read(record.files(), version, origin)),
              "%s (%s)".formatted(version, origin)));
    } catch (MlboxException e) {
      tell("a baseline is damaged and skipped: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** By the metric of the first gate against the baseline. */
  private Optional<Opponent> best() {
    Optional<Metric> metric =
        project.config().evaluate().gates().stream()
            .filter(gate -> gate.requirement() instanceof Requirement.AgainstBaseline)
            .map(Gate::metric)
            .filter(each -> !each.isResource())
            .findFirst();
    return metric.flatMap(each -> best(each, store.all(name())));
  }

  /** Of these rows; where there is none, of the last other ones, whose model is asked. */
  private Optional<Opponent> best(Metric metric, List<BaselineRecord> all) {
    String origin = "best so far by " + metric.name();
    Optional<Opponent> answered =
        best(metric, all, data.digest()).flatMap(record -> stored(record, origin));
    return answered.isPresent() || all.isEmpty()
        ? answered
        : best(metric, all, all.get(0).about().data())
            .flatMap(record -> asked(record.about(), origin + " on other rows"));
  }

  /** Values of one metric on different rows say nothing of each other. */
  private static Optional<BaselineRecord> best(
      Metric metric, List<BaselineRecord> all, Digest data) {
    BaselineRecord best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (BaselineRecord record : all) {
      double gain = record.about().data().equals(data) ? gain(record, metric) : Double.NaN;
      if (gain > most) {
        most = gain;
        best = record;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double gain(BaselineRecord record, Metric metric) {
    try {
      Measured measured =
          EvaluationFiles.read(record.files(), record.about().version(), "best")
              .evaluation()
              .metrics()
              .get(metric.name());
      return measured == null ? Double.NaN : metric.direction().gain(measured.value());
    } catch (MlboxException e) {
      return Double.NaN;
    }
  }

  private Opponent tagged(Choice choice) {
    String commit =
        Lineage.commitOf(project.folder(), "refs/tags/" + choice.name())
            .orElseThrow(
                () ->
                    MlboxException.invalid(
                        Problem.of("there is no tag " + choice.name())
                            .at(project.config().baseline().place())
                            .expected("a tag of this repository, fetched")));
    return kept(about -> commit.equals(about.commit()), "tag " + choice.name())
        .orElseGet(
            () ->
                Opponent.nobody(
                    false,
                    "no evaluation of tag %s, commit %s, is known for these rows"
                        .formatted(choice.name(), commit.substring(0, 10))));
  }

  /** A model, or its answers to these rows. */
  private Opponent file(Stated path) {
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

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }

  private String name() {
    return project.config().model().name();
  }
}

package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.BaselineConfig.Choice;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineRecord.About;
import dev.mlbox.core.port.BaselineRecord.Kind;
import dev.mlbox.core.port.BaselineStore;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.evaluation.BaselineSource;
import dev.mlbox.engine.evaluation.EvaluationFiles;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.MergeBase;
import dev.mlbox.engine.project.Project;
import java.nio.file.Path;
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
  private final EarlierModels models;

  Opponents(Project project, Serving serving, BaselineStore store, DataSource data) {
    this.project = project;
    this.serving = serving;
    this.store = new ProvenBaselines(store, serving);
    this.data = data;
    this.models = new EarlierModels(project, serving);
  }

  /**
   * The first that there is.
   *
   * @param ahead what will be compared with later, where there has never been anything
   */
  Opponent find(String ahead) {
    for (Choice choice : project.config().baseline().order()) {
      Optional<Opponent> found = find(choice);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new NobodyThere(project, serving, store, data.digest()).why(ahead);
  }

  private Optional<Opponent> find(Choice choice) {
    return switch (choice.kind()) {
      case DEPLOYED -> serving.stable().map(this::deployed);
      case MERGE_BASE -> mergeBase();
      case LATEST -> kept(about -> true, "latest in the repository");
      case BEST -> best();
      case TAG -> Optional.of(tagged(choice));
      case FILE ->
          Optional.of(
              new NamedFile(project, data)
                  .at(new Stated(choice.name(), project.config().baseline().place())));
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
        .or(() -> brought(release).map(each -> boxed(each, release.version(), "deployed")))
        .orElseGet(
            () ->
                Opponent.nobody(
                    false,
                    "version %s is deployed, but neither its model nor its answers to this data are here"
                        .formatted(release.version())));
  }

  private Optional<Path> brought(Release release) {
    return store
        .find(name(), about -> about.version().equals(release.version()))
        .map(models::of)
        .orElseGet(() -> serving.pulled(release));
  }

  /** By its answers to these rows, else by its model. */
  private Optional<Opponent> kept(Predicate<About> wanted, String origin) {
    Optional<Opponent> answered =
        store
            .find(name(), wanted.and(this::isOfTheseRows))
            .flatMap(record -> stored(record, origin));
    return answered.isPresent()
        ? answered
        : store
            .find(name(), wanted)
            .flatMap(record -> asked(record, origin))
            .or(
                () ->
                    store
                        .find(name(), wanted.and(about -> about.kind() == Kind.PROMOTED))
                        .flatMap(record -> asked(record, origin)));
  }

  /** By its model, where that can be had. */
  private Optional<Opponent> asked(BaselineRecord record, String origin) {
    About about = record.about();
    return models.of(record).map(box -> boxed(box, about.version(), origin(about, origin)));
  }

  /** Which of them was checked and never promoted has to be seen. */
  static String origin(About about, String origin) {
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

  /** Of these rows; where there is none, of the last other ones, whose model is asked. */
  private Optional<Opponent> best() {
    return BestSoFar.by(project.config().evaluate().gates(), store.all(name()), this::tell)
        .flatMap(
            best -> {
              String origin = "best so far by " + best.metric().name();
              return best.on(data.digest())
                  .flatMap(record -> stored(record, origin))
                  .or(
                      () ->
                          best.onTheLastRows()
                              .flatMap(record -> asked(record, origin + " on other rows")));
            });
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

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }

  private String name() {
    return project.config().model().name();
  }
}

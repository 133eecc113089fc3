package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.port.BaselineRecord.About;
import dev.mlbox.core.port.BaselineRecord.Kind;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.project.Project;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a target says of the versions that it serves or has served. */
final class Serving {
  private final Project project;
  private final @Nullable Ground ground;
  private @Nullable RolloutRecord record;
  private @Nullable String away;

  /**
   * Of a project's target.
   *
   * @param ground the target that is deployed to and has to answer; null when a target that does
   *     not answer is passed over, as in a pull request
   */
  Serving(Project project, @Nullable Ground ground) {
    this.project = project;
    this.ground = ground;
  }

  /** Why what the target serves is not known, in words; empty when it has not been asked. */
  Optional<String> away() {
    return Optional.ofNullable(away);
  }

  Optional<Release> stable() {
    return Optional.ofNullable(record().stable());
  }

  /**
   * Whether a version was handed to a pilot and not promoted by it; of a model that was checked,
   * whether that came of the last version with it. Only where that is done, or the target has been
   * asked anyhow: a build that looks after its rollout keeps what was promoted.
   */
  boolean isUnproven(About about) {
    boolean asked = record != null || ground != null;
    boolean handedOver = project.config().deploy().pilot() == DeployConfig.Pilot.CLUSTER;
    return (asked || handedOver)
        && (about.kind() == Kind.CHECKED
            ? record().isUnprovenModel(about.version())
            : record().isUnproven(about.version()));
  }

  /** The folder of a release's box, if it is on this machine as a whole. */
  Optional<Path> boxOf(Release release) {
    return with(present -> present.boxOf(release).filter(BoxedModel::isWhole));
  }

  /** The same of what was kept: of a model that was checked, of a release with it. */
  Optional<Path> boxOf(About about) {
    return release(about).flatMap(this::boxOf);
  }

  /** A release's box, fetched from where the target gets it; empty, and told, when it is gone. */
  Optional<Path> pulled(Release release) {
    try {
      return with(present -> present.pulled(release).filter(BoxedModel::isWhole));
    } catch (MlboxException e) {
      tell("the box of %s cannot be fetched: %s".formatted(release.version(), e.getMessage()));
      return Optional.empty();
    }
  }

  /** The same of what was kept. */
  Optional<Path> pulled(About about) {
    return release(about).flatMap(this::pulled);
  }

  private Optional<Release> release(About about) {
    String version = about.version();
    return Stream.concat(stable().stream(), record().history().stream().map(Past::release))
        .filter(
            release ->
                about.kind() == Kind.CHECKED
                    ? release.model().startsWith("sha256:" + version)
                    : release.version().equals(version))
        .findFirst();
  }

  private void tell(String text) {
    project.invocation().listener().on(new Event.Noted("baseline", text));
  }

  private RolloutRecord record() {
    if (record == null) {
      record = load();
    }
    return Objects.requireNonNull(record);
  }

  private RolloutRecord load() {
    if (ground != null) {
      return ground.target().memory().load().record();
    }
    try {
      return with(present -> present.target().memory().load().record());
    } catch (MlboxException e) {
      away = "the target does not answer: " + e.getMessage();
      tell("the target does not answer, its version is not compared with: " + e.getMessage());
      return RolloutRecord.empty();
    }
  }

  private <T> T with(Function<Ground, T> use) {
    if (ground != null) {
      return use.apply(ground);
    }
    try (Ground present = Grounds.open(project)) {
      return use.apply(present);
    }
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.pipeline.Baselines;
import dev.mlbox.engine.project.Environment;
import dev.mlbox.engine.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From one environment to the next: what serves there after its rollout is rolled out here, the
 * same bytes with the same known answers. Nothing is trained, packed or measured again.
 */
final class Passage {
  /** The fact of a release that says where it came from. */
  static final String FACT = "taken from";

  private final Work work;
  private final Project project;
  private final boolean detached;

  Passage(Work work, boolean detached) {
    this.work = work;
    this.project = work.project();
    this.detached = detached;
  }

  RunReport walk(Environment here) {
    Instant began = work.now();
    String from = Objects.requireNonNull(here.from());
    Project there = project.in(from);
    requireSameKind(here, there);
    try (Interruption interruption = new Interruption(work.clock(), work::tellUnbegun);
        Ground ground = work.ground();
        Ground source = Grounds.open(there, work.clock())) {
      if (ground.place().equals(source.place())) {
        throw MlboxException.invalid(
            Problem.of("%s and %s are both %s".formatted(from, here.name(), source.place()))
                .at(here.place())
                .expected("another deploy.context or deploy.namespace for each"));
      }
      Release promoted = promoted(source, from);
      Probe probe =
          source.target().probes().recall(promoted.version()).map(Probe::of).orElseGet(Probe::none);
      Release release = adapted(promoted, from, settings(there), settings(project));
      ground.requireUsable();
      work.tell(
          new Event.Finished(
              "box",
              "%s  %s, as %s promoted it; %d rows to probe with"
                  .formatted(release.version(), release.box(), from, probe.rows().rows()),
              Event.Mark.DONE,
              Duration.ZERO));
      Optional<RolloutEnd> rolled =
          new Launch(work, ground, interruption, detached)
              .roll(release, probe)
              .map(RolloutEnd::orInterrupted);
      if (rolled.isEmpty() || rolled.get().outcome() == Outcome.SUCCEEDED) {
        new Baselines(project, ground)
            .handOn(promoted.version(), release, Who.am(project.invocation()));
      }
      Outcome outcome = rolled.map(RolloutEnd::outcome).orElse(Outcome.SUCCEEDED);
      String headline =
          rolled
              .map(end -> Headlines.of(release, end, ground))
              .orElseGet(() -> Headlines.handedOver(release));
      return work.finished(
          new Draft(work.command(), origin(release), null, began)
              .report(outcome, headline, release, rolled.orElse(null), work.now()));
    }
  }

  private void requireSameKind(Environment here, Project there) {
    DeployConfig mine = project.config().deploy();
    DeployConfig theirs = there.config().deploy();
    String from = Objects.requireNonNull(here.from());
    if (mine.target() != theirs.target()) {
      throw MlboxException.invalid(
          Problem.of(
                  "%s is on %s and %s on %s: what was promoted there cannot be started here"
                      .formatted(from, theirs.target(), here.name(), mine.target()))
              .at(here.place())
              .expected("deploy.to: %s for both, or from: build".formatted(theirs.target())));
    }
    if (mine.image() != null
        && theirs.image() != null
        && !mine.image().text().equals(theirs.image().text())) {
      throw MlboxException.invalid(
          Problem.of(
                  "%s has the image %s and %s has %s: the very image cannot be taken"
                      .formatted(from, theirs.image().text(), here.name(), mine.image().text()))
              .at(mine.image().place())
              .expected("one deploy.image for both, outside of environments"));
    }
  }

  private Release promoted(Ground source, String from) {
    RolloutRecord record = source.target().memory().load().record();
    Release stable = record.stable();
    if (stable == null) {
      throw MlboxException.invalid(
          Problem.of("%s has promoted nothing yet".formatted(from))
              .at("--env")
              .remedy("`mlbox deploy --env %s`".formatted(from)));
    }
    if (record.isUnderWay() && record.canary() != null) {
      work.tell(
          new Event.Noted(
              "box",
              "%s is rolling out %s; what it promoted last is %s"
                  .formatted(from, record.canary().version(), stable.version())));
    }
    return stable;
  }

  /** Other pods make another version of the same image, and of the server beside it. */
  static Release adapted(Release promoted, String from, String theirs, String mine) {
    Map<String, String> facts = new TreeMap<>(promoted.facts());
    facts.put(FACT, "%s, where it is version %s".formatted(from, promoted.version()));
    String version =
        mine.equals(theirs)
            ? promoted.version()
            : Digest.of(promoted.version() + "\n" + mine).brief();
    return new Release(version, promoted.model(), promoted.box(), facts, promoted.beside());
  }

  private static String settings(Project of) {
    PodsConfig pods = of.config().deploy().pods();
    return of.config().deploy().target() == DeployConfig.Target.LOCAL
        ? ""
        : String.join("\n", List.of(pods.resources().toString(), Json.write(pods.patch())));
  }

  /** As a build reports it, without what was measured there. */
  static Map<String, String> origin(Release release) {
    Map<String, String> origin = new TreeMap<>(release.facts());
    origin.keySet().removeIf(name -> name.startsWith("metric "));
    return origin;
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.Glance;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Mark;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who only looks at a rollout that others drive. */
final class Onlooker {
  private final Work work;
  private final Instant began;

  Onlooker(Work work) {
    this.work = work;
    this.began = work.now();
  }

  /** Looks until it is over. */
  RunReport follow(@Nullable String version) {
    work.requireReports();
    try (Interruption interruption = new Interruption(work.clock());
        Ground ground = work.ground()) {
      Handover handover = handover(ground, interruption);
      Release release = handover.rolledOut(version);
      return report(release, handover.follow(release).orInterrupted(), ground);
    }
  }

  /**
   * Looks once.
   *
   * @param ago how long ago the look was that saw this, when it was made elsewhere; else null
   * @param underWay is told how it stands, when it is not over
   * @return how it ended
   */
  Optional<RunReport> look(
      @Nullable String version,
      @Nullable String seen,
      @Nullable Duration ago,
      Consumer<Interim> underWay) {
    work.requireReports();
    Mark before = seen == null ? null : Mark.parse(seen);
    try (Interruption interruption = new Interruption(work.clock());
        Ground ground = work.ground()) {
      Glance glance = handover(ground, interruption).look(version, before, ago);
      if (glance.end().isPresent()) {
        return Optional.of(report(glance.release(), glance.end().get().orInterrupted(), ground));
      }
      underWay.accept(
          new Interim(
              glance.release().version(),
              glance.mark().toString(),
              StatusLines.of(glance.record(), ground)));
      return Optional.empty();
    }
  }

  private Handover handover(Ground ground, Interruption interruption) {
    return new Handover(
        ground.target(),
        work.project().config().deploy().canary(),
        work.me(),
        work.pace(interruption));
  }

  private RunReport report(Release release, RolloutEnd end, Ground ground) {
    return work.finished(
        new Draft(work.command(), Passage.origin(release), null, began)
            .report(end.outcome(), Headlines.of(release, end, ground), release, end, work.now()));
  }
}

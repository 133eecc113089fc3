package dev.mlbox.engine;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.report.Reports;
import dev.mlbox.engine.review.Reviewer;
import java.time.Instant;
import java.util.UUID;

/** What every command works with: its project, a clock, and somebody who listens. */
record Work(Project project, WallClock clock) {

  Instant now() {
    return clock.now();
  }

  String command() {
    return project.invocation().command();
  }

  void tell(Event event) {
    project.invocation().listener().on(event);
  }

  /** A pull request of a stranger may be judged; it may not roll anything out. */
  void requireOwnCode() {
    Reviewer.requireOwnCode(project.invocation().environment(), command());
  }

  Ground ground() {
    return Grounds.open(project, clock);
  }

  /** Starts again what a reboot ended. */
  void revive(Ground ground) {
    ground.revive().forEach(line -> tell(new Event.Noted("target", line)));
  }

  Rollouts rollouts(Ground ground, Interruption interruption) {
    interruption.beginRollout();
    return new Rollouts(
        ground.target(), project.config().deploy().canary(), me(), pace(interruption));
  }

  Holder me() {
    return new Holder(UUID.randomUUID().toString(), Who.am(project.invocation()));
  }

  Pace pace(Interruption interruption) {
    return new Pace(clock, project.invocation().listener(), interruption::isWanted);
  }

  RunReport finished(RunReport report) {
    return report.writtenTo(Reports.write(project, report));
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.project.Housekeeping;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.report.Reports;
import dev.mlbox.engine.review.Reviewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** A signal came while there was nothing to take back. */
  void tellUnbegun() {
    tell(
        new Event.Noted(
            "INTERRUPTED",
            "before anything was rolled out; what is finished, such as a trained model, is kept for the next run"));
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
    return new Pace(
        clock,
        new Herald(project).alsoAwaiting(project.invocation().listener()),
        interruption::isWanted);
  }

  /** Looks, before anything is begun, whether the report can be written. */
  void requireReports() {
    Reports.require(project);
  }

  /** What came of the command stands, also when no report of it can be written. */
  RunReport finished(RunReport report) {
    RunReport written = writtenIfPossible(report);
    Housekeeping.tidy(project.folder().resolve(Project.KEPT), project.config().baseline().keep());
    return written;
  }

  private RunReport writtenIfPossible(RunReport report) {
    try {
      return report.writtenTo(Reports.write(project, report));
    } catch (MlboxException e) {
      return unwritten(report, e.problems());
    } catch (RuntimeException e) {
      return unwritten(report, List.of(Problem.of("the report cannot be made: " + e)));
    }
  }

  private static RunReport unwritten(RunReport report, List<Problem> why) {
    List<Problem> problems = new ArrayList<>(report.problems());
    problems.addAll(why);
    return new RunReport(
        report.command(),
        report.outcome(),
        report.headline(),
        problems,
        report.origin(),
        report.checked(),
        report.release(),
        report.rollout(),
        report.began(),
        report.took(),
        List.of());
  }
}

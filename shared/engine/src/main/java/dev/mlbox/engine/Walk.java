package dev.mlbox.engine;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.PackedBox;
import dev.mlbox.engine.pipeline.Baselines;
import dev.mlbox.engine.pipeline.BoxStep;
import dev.mlbox.engine.pipeline.CheckStep;
import dev.mlbox.engine.pipeline.Facts;
import dev.mlbox.engine.pipeline.MadeModel;
import dev.mlbox.engine.pipeline.Measured;
import dev.mlbox.engine.pipeline.ModelStep;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.report.ModelCard;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** From a model to its rollout, as far as the goal goes. */
final class Walk {
  private final Work work;
  private final Project project;
  private final Goal goal;
  private final boolean detached;
  private final Instant began;

  Walk(Work work, Goal goal, boolean detached) {
    this.work = work;
    this.project = work.project();
    this.goal = goal;
    this.detached = detached;
    this.began = work.now();
  }

  RunReport walk() {
    try (Interruption interruption = new Interruption(work.clock(), work::tellUnbegun)) {
      if (!goal.includes(Goal.EVALUATE)) {
        return trained();
      }
      if (!goal.includes(Goal.BOX)) {
        // A pull request's job may reach no cluster; what is deployed is asked for, not needed.
        return judged(new Baselines(project, null));
      }
      try (Ground ground = work.ground()) {
        ground.requireUsable();
        return walked(ground, new Baselines(project, ground), interruption);
      }
    }
  }

  private RunReport trained() {
    MadeModel made = new ModelStep(project).make();
    String model = made.facts().path().toString();
    return ended(new Draft(work.command(), made.origin(), null, began), model);
  }

  /** A model, and what was measured of it. */
  private record Judged(MadeModel made, Measured measured) {}

  private Judged judge(Baselines baselines) {
    try (CheckStep check = new CheckStep(project, baselines)) {
      check.requireData();
      MadeModel made = new ModelStep(project).make();
      return new Judged(made, check.check(made, goal.includes(Goal.CHECK)));
    }
  }

  private Draft draft(Judged judged) {
    return new Draft(work.command(), judged.made().origin(), judged.measured().checked(), began);
  }

  private boolean isRejected(Judged judged) {
    return goal.includes(Goal.CHECK) && !judged.measured().checked().gates().passes();
  }

  private RunReport rejected(Judged judged) {
    String why = rejected(judged.measured().checked().gates());
    return work.finished(draft(judged).report(Outcome.REJECTED, why, work.now()));
  }

  private RunReport judged(Baselines baselines) {
    Judged judged = judge(baselines);
    if (isRejected(judged)) {
      return rejected(judged);
    }
    RunReport.Checked checked = judged.measured().checked();
    if (goal != Goal.CHECK) {
      return ended(draft(judged), Facts.metrics(checked.candidate()));
    }
    baselines.keep(judged.made(), judged.measured(), Who.am(project.invocation()));
    return ended(draft(judged), passed(checked.gates()));
  }

  private RunReport walked(Ground ground, Baselines baselines, Interruption interruption) {
    Judged judged = judge(baselines);
    if (isRejected(judged)) {
      return rejected(judged);
    }
    MadeModel made = judged.made();
    Measured measured = judged.measured();
    Draft draft = draft(judged);
    Release release = packed(ground, made, measured);
    if (!goal.includes(Goal.DEPLOY)) {
      return work.finished(
          draft.report(Outcome.SUCCEEDED, release.box(), release, null, work.now()));
    }
    Optional<RolloutEnd> rolled =
        new Launch(work, ground, interruption, detached).roll(release, measured.probe());
    if (rolled.isEmpty() || rolled.get().outcome() == Outcome.SUCCEEDED) {
      baselines.save(release, made, measured, Who.am(project.invocation()));
    }
    return rolled
        .map(end -> over(draft, release, end, ground))
        .orElseGet(() -> handedOver(draft, release));
  }

  private RunReport over(Draft draft, Release release, RolloutEnd rolled, Ground ground) {
    RolloutEnd end = rolled.orInterrupted();
    String headline = Headlines.of(release, end, ground);
    return work.finished(draft.report(end.outcome(), headline, release, end, work.now()));
  }

  private RunReport handedOver(Draft draft, Release release) {
    String headline = Headlines.handedOver(release);
    return work.finished(draft.report(Outcome.SUCCEEDED, headline, release, null, work.now()));
  }

  private Release packed(Ground ground, MadeModel made, Measured measured) {
    Instant boxing = work.now();
    Map<String, String> facts = Facts.of(made, measured);
    String card = ModelCard.of(project.config(), made.origin(), measured.checked());
    PackedBox box = new BoxStep(project).pack(made, measured, facts, card);
    Ground.Packed packed = ground.pack(box);
    Release release = packed.release().beside(measured.bins());
    work.tell(
        new Event.Finished(
            "box",
            release.version() + "  " + packed.words(),
            Event.Mark.DONE,
            Duration.between(boxing, work.now())));
    return release;
  }

  private RunReport ended(Draft draft, String headline) {
    return work.finished(draft.report(Outcome.SUCCEEDED, headline, work.now()));
  }

  private static String passed(GateReport gates) {
    if (gates.findings().isEmpty()) {
      return CheckStep.UNASKED;
    }
    long first = gates.findings().stream().filter(each -> each.evidence().first()).count();
    return first == 0
        ? "all gates pass"
        : "no gate fails; %d of %d cannot before there is a baseline"
            .formatted(first, gates.findings().size());
  }

  private static String rejected(GateReport gates) {
    return gates.findings().stream()
        .filter(Finding::blocks)
        .map(Finding::message)
        .findFirst()
        .orElse("a gate failed");
  }
}

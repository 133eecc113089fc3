package dev.mlbox.engine;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Plan;
import dev.mlbox.core.plan.Planner;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.Grounds;
import dev.mlbox.engine.ground.PackedBox;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.kubernetes.Rbac;
import dev.mlbox.engine.pipeline.Baselines;
import dev.mlbox.engine.pipeline.BoxStep;
import dev.mlbox.engine.pipeline.CheckStep;
import dev.mlbox.engine.pipeline.Facts;
import dev.mlbox.engine.pipeline.MadeModel;
import dev.mlbox.engine.pipeline.Measured;
import dev.mlbox.engine.pipeline.ModelStep;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.report.ModelCard;
import dev.mlbox.engine.report.ReportJson;
import dev.mlbox.engine.report.Reports;
import dev.mlbox.engine.review.Reviewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that a front can ask for; each call is one command. */
public final class Mlbox {
  private final Project project;
  private final WallClock clock = new WallClock();

  private Mlbox(Project project) {
    this.project = project;
  }

  /**
   * Reads the configuration.
   *
   * @throws MlboxException INVALID with every problem found
   */
  public static Mlbox open(Invocation invocation) {
    return new Mlbox(Project.read(invocation));
  }

  /** The JSON Schema of mlbox.yaml. */
  public static String schema() {
    return SchemaText.read();
  }

  /** The model's name. */
  public String model() {
    return project.config().model().name();
  }

  /** The JSON Schema of report.json. */
  public static String reportSchema() {
    return ReportJson.schema();
  }

  /** What would be done. */
  public Plan plan(Goal goal) {
    return Planner.plan(goal, project.config());
  }

  /** The objects that a deploy would make; empty where there are none or nothing is packed yet. */
  public List<String> objects(Goal goal) {
    if (!goal.includes(Goal.DEPLOY)
        || project.config().deploy().target() != DeployConfig.Target.KUBERNETES) {
      return List.of();
    }
    return List.of(DryObjects.yaml(project));
  }

  /** What whoever runs the cluster applies so that others may deploy, as YAML. */
  public String rbac() {
    return Rbac.yaml(
        project.config().model().name(),
        project.config().deploy(),
        project.invocation().environment());
  }

  /** Walks the plan to a goal. */
  public RunReport run(Goal goal) {
    plan(goal);
    if (goal.includes(Goal.DEPLOY)) {
      Reviewer.requireOwnCode(project.invocation().environment(), command());
    }
    Instant began = clock.now();
    if (!goal.includes(Goal.EVALUATE)) {
      MadeModel made = new ModelStep(project).make();
      return finished(
          new RunReport(
              command(),
              Outcome.SUCCEEDED,
              made.facts().path().toString(),
              List.of(),
              made.origin(),
              null,
              null,
              null,
              began,
              Duration.between(began, clock.now()),
              List.of()));
    }
    try (Interruption interruption = new Interruption(clock);
        Ground ground = ground()) {
      if (goal.includes(Goal.BOX)) {
        ground.requireUsable();
      }
      Baselines baselines = new Baselines(project, goal.includes(Goal.BOX) ? ground : null);
      new CheckStep(project, baselines).requireData();
      return walked(goal, ground, baselines, interruption, began);
    }
  }

  private RunReport walked(
      Goal goal, Ground ground, Baselines baselines, Interruption interruption, Instant began) {
    MadeModel made = new ModelStep(project).make();
    Measured measured = new CheckStep(project, baselines).check(made, goal.includes(Goal.CHECK));
    Draft draft = new Draft(command(), made.origin(), measured.checked(), began);
    GateReport gates = measured.checked().gates();
    if (goal.includes(Goal.CHECK) && !gates.passes()) {
      return finished(draft.report(Outcome.REJECTED, rejected(gates), null, null, clock.now()));
    }
    if (!goal.includes(Goal.BOX)) {
      String headline =
          goal == Goal.CHECK ? "all gates pass" : Facts.metrics(measured.checked().candidate());
      return finished(draft.report(Outcome.SUCCEEDED, headline, null, null, clock.now()));
    }
    Instant boxing = clock.now();
    Map<String, String> facts = Facts.of(made, measured);
    String card = ModelCard.of(project.config(), made.origin(), measured.checked());
    PackedBox box = new BoxStep(project).pack(made, facts, card);
    Ground.Packed packed = ground.pack(box);
    tell(
        new Event.Finished(
            "box",
            packed.release().version() + "  " + packed.words(),
            Event.Mark.DONE,
            Duration.between(boxing, clock.now())));
    if (!goal.includes(Goal.DEPLOY)) {
      return finished(
          draft.report(
              Outcome.SUCCEEDED, packed.release().box(), packed.release(), null, clock.now()));
    }
    ground.revive().forEach(line -> tell(new Event.Noted("target", line)));
    Release release = packed.release();
    RolloutEnd end =
        project.config().deploy().pilot() == DeployConfig.Pilot.CLUSTER
            ? handedOver(ground, interruption, release, measured)
            : rollouts(ground, interruption).deploy(release, measured.probe());
    if (end.outcome() == Outcome.SUCCEEDED) {
      baselines.save(release, measured, Who.am(project.invocation()));
    }
    return finished(
        draft.report(end.outcome(), Headlines.of(release, end, ground), release, end, clock.now()));
  }

  private RolloutEnd handedOver(
      Ground ground, Interruption interruption, Release release, Measured measured) {
    interruption.beginRollout();
    Holder me = me();
    Handover handover =
        new Handover(ground.target(), project.config().deploy().canary(), me, pace(interruption));
    Optional<RolloutEnd> end = handover.begin(release, measured.probe());
    if (end.isPresent()) {
      return end.get();
    }
    ground.handOver(release, me);
    handover.note("a pilot in the cluster drives; this command only follows, and may go");
    return handover.follow(release);
  }

  /** Promotes the canary by hand. */
  public RunReport promote(String why) {
    return steered(rollouts -> rollouts.promote("promoted by hand: " + why));
  }

  /** Ends the canary, or goes back to an earlier version. */
  public RunReport revert(@Nullable String version, String why) {
    return steered(rollouts -> rollouts.revert(version, why));
  }

  private RunReport steered(Function<Rollouts, RolloutEnd> order) {
    Reviewer.requireOwnCode(project.invocation().environment(), command());
    Instant began = clock.now();
    try (Interruption interruption = new Interruption(clock);
        Ground ground = ground()) {
      ground.revive().forEach(line -> tell(new Event.Noted("target", line)));
      RolloutEnd end = order.apply(rollouts(ground, interruption));
      RolloutRecord after = ground.target().memory().load().record();
      return finished(
          new RunReport(
              command(),
              end.outcome(),
              Headlines.serving(after, end, ground),
              List.of(),
              Map.of(),
              null,
              after.stable(),
              end,
              began,
              Duration.between(began, clock.now()),
              List.of()));
    }
  }

  /** How the model stands. */
  public Standing status() {
    try (Ground ground = ground()) {
      ground.revive().forEach(line -> tell(new Event.Noted("target", line)));
      RolloutRecord record = ground.target().memory().load().record();
      return new Standing(record, StatusLines.of(record, ground));
    }
  }

  /** What was rolled out, oldest first. */
  public List<Past> history() {
    try (Ground ground = ground()) {
      return ground.target().memory().load().record().history();
    }
  }

  /**
   * Where a version came from.
   *
   * @param version how it begins; null for the one that serves
   */
  public Why why(@Nullable String version) {
    try (Ground ground = ground()) {
      RolloutRecord record = ground.target().memory().load().record();
      return new Kin(record, new Baselines(project, ground)).why(version);
    }
  }

  /** Ends the local target's processes. */
  public List<String> stop() {
    try (Ground ground = ground()) {
      return ground.stop();
    }
  }

  private Ground ground() {
    return Grounds.open(project, clock);
  }

  private Rollouts rollouts(Ground ground, Interruption interruption) {
    interruption.beginRollout();
    return new Rollouts(
        ground.target(), project.config().deploy().canary(), me(), pace(interruption));
  }

  private Holder me() {
    return new Holder(UUID.randomUUID().toString(), Who.am(project.invocation()));
  }

  private Pace pace(Interruption interruption) {
    return new Pace(clock, project.invocation().listener(), interruption::isWanted);
  }

  private static String rejected(GateReport gates) {
    return gates.findings().stream()
        .filter(Finding::blocks)
        .map(Finding::message)
        .findFirst()
        .orElse("a gate failed");
  }

  private RunReport finished(RunReport report) {
    return report.writtenTo(Reports.write(project, report));
  }

  private String command() {
    return project.invocation().command();
  }

  private void tell(Event event) {
    Objects.requireNonNull(project.invocation().listener()).on(event);
  }

  /** What is known of a command before its outcome. */
  private record Draft(
      String command, Map<String, String> origin, RunReport.Checked checked, Instant began) {

    RunReport report(
        Outcome outcome,
        String headline,
        @Nullable Release release,
        @Nullable RolloutEnd rollout,
        Instant now) {
      return new RunReport(
          command,
          outcome,
          headline,
          List.of(),
          origin,
          checked,
          release,
          rollout,
          began,
          Duration.between(began, now),
          List.of());
    }
  }
}

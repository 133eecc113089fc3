package dev.mlbox.engine;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.foresight.Traffic;
import dev.mlbox.core.hindsight.Backtest;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Plan;
import dev.mlbox.core.plan.Planner;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.config.SchemaCheck;
import dev.mlbox.engine.data.Database;
import dev.mlbox.engine.ground.Ground;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.hindsight.Recording;
import dev.mlbox.engine.kubernetes.Rbac;
import dev.mlbox.engine.pipeline.Baselines;
import dev.mlbox.engine.project.Environment;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.report.ReportJson;
import dev.mlbox.engine.screen.Dashboard;
import dev.mlbox.engine.screen.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that a front can ask for; each call is one command. */
public final class Mlbox {
  private final Project project;
  private final Work work;
  private final Consumer<RunReport> keeper;

  private Mlbox(Project project, Consumer<RunReport> keeper) {
    this.project = project;
    this.work = new Work(project, new WallClock());
    this.keeper = keeper;
  }

  /**
   * Reads the configuration.
   *
   * @throws MlboxException INVALID with every problem found
   */
  public static Mlbox open(Invocation invocation) {
    return new Mlbox(Project.read(invocation), report -> {});
  }

  /**
   * The same for a front that keeps what came of a command.
   *
   * @param before is given it before hooks are told, which may take their time: whoever ends the
   *     process meanwhile ends no rollout
   */
  public Mlbox kept(Consumer<RunReport> before) {
    return new Mlbox(project, before);
  }

  /** Begins what reading a configuration needs, beside what else a front does before that. */
  public static void warmReading() {
    SchemaCheck.warm();
  }

  /** Begins what a walk needs in any case and takes a while, beside reading the configuration. */
  public static void warm() {
    Database.warm();
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
    String from = takesFrom(goal);
    return from == null
        ? Planner.plan(goal, project.config())
        : Planner.handedOver(from, project.config());
  }

  /** The environment whose promoted version a deploy takes; null when it builds its own. */
  private @Nullable String takesFrom(Goal goal) {
    Environment environment = project.environment();
    return environment == null || !goal.includes(Goal.DEPLOY) ? null : environment.from();
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
        project.config().model().trainsInCluster(),
        project.invocation().environment());
  }

  /** Walks the plan to a goal. */
  public RunReport run(Goal goal) {
    return told(run(goal, false));
  }

  /**
   * Walks the plan to a rollout, and leaves that to a pilot in the cluster.
   *
   * @throws MlboxException INVALID when none is configured
   */
  public RunReport handOver() {
    DeployConfig deploy = project.config().deploy();
    if (deploy.pilot() != DeployConfig.Pilot.CLUSTER) {
      throw MlboxException.invalid(
          Problem.of("there is no pilot to leave the rollout to: deploy.pilot is build")
              .at(deploy.place())
              .expected("deploy.pilot: cluster"));
    }
    RunReport report = run(Goal.DEPLOY, true);
    boolean handedOver = report.outcome() == Outcome.SUCCEEDED && report.rollout() == null;
    return handedOver ? report : told(report);
  }

  private RunReport run(Goal goal, boolean detached) {
    plan(goal);
    work.requireReports();
    if (goal.includes(Goal.DEPLOY)) {
      work.requireOwnCode();
    }
    try {
      return walked(goal, detached);
    } catch (MlboxException e) {
      new Herald(project).tell(e);
      throw e;
    }
  }

  /** Told last, when the process waits for nothing else: a hook may take its time. */
  private RunReport told(RunReport report) {
    keeper.accept(report);
    new Herald(project).tell(report);
    return report;
  }

  private RunReport walked(Goal goal, boolean detached) {
    Environment environment = project.environment();
    return environment != null && takesFrom(goal) != null
        ? new Passage(work, detached).walk(environment)
        : new Walk(work, goal, detached).walk();
  }

  /**
   * Promotes the canary by hand.
   *
   * @param reason goes into the history; null for a proven canary, which needs none
   */
  public RunReport promote(@Nullable String reason) {
    return told(new Steering(work).promote(reason));
  }

  /** Ends the canary, or goes back to an earlier version. */
  public RunReport revert(@Nullable String version, String why) {
    return told(new Steering(work).steer(rollouts -> rollouts.revert(version, why)));
  }

  /**
   * Ends the rollout of one version; INVALID when it is over.
   *
   * @param version how its name begins
   */
  public RunReport end(String version, String why) {
    return told(new Steering(work).steer(rollouts -> rollouts.end(version, why)));
  }

  /**
   * Tells of a rollout that somebody else drives, until it is over.
   *
   * @param version how its name begins; null for the one under way, else for the last
   */
  public RunReport follow(@Nullable String version) {
    return new Onlooker(work).follow(version);
  }

  /**
   * Looks once at a rollout that somebody else drives.
   *
   * @param version as for {@link #follow}
   * @param seen what the look before this one gave; null at the first
   * @param ago how long ago that was, by the clock of whoever has the looks made on several
   *     machines; null: by this machine's
   * @param underWay is told how it stands, when it is not over
   * @return how it ended
   */
  public Optional<RunReport> look(
      @Nullable String version,
      @Nullable String seen,
      @Nullable Duration ago,
      Consumer<Interim> underWay) {
    return new Onlooker(work).look(version, seen, ago, underWay);
  }

  /** How the model stands. */
  public Standing status() {
    try (Ground ground = work.ground()) {
      work.revive(ground);
      RolloutRecord record = ground.target().memory().load().record();
      return new Standing(record, StatusLines.of(record, ground));
    }
  }

  /**
   * How long each step of a rollout needs.
   *
   * @param assumed the traffic; null: it is measured on the target
   */
  public Forecast forecast(@Nullable Traffic assumed) {
    CanaryConfig canary = project.config().deploy().canary();
    if (assumed != null) {
      return Forecast.of(canary, assumed, "assumed", work::tell);
    }
    try (Ground ground = work.ground()) {
      work.tell(new Event.Started("traffic", "counting requests on " + ground.place()));
      return Forecast.of(
          canary,
          new Gauge(ground.target(), work.clock()).measure(),
          "measured just now on " + ground.place(),
          work::tell);
    }
  }

  /** Looks at the model every second, for as long as whoever is told wants more. */
  public void watch(Predicate<Sight> more) {
    try (Ground ground = work.ground()) {
      new Lookout(project, ground, work.clock()).look(more);
    }
  }

  /**
   * A page on this machine's loopback that shows what {@link #watch} tells it.
   *
   * @param port 0 for any that is free
   */
  public Dashboard dashboard(int port) {
    return Dashboard.open(port, project.kept("reports"));
  }

  /** What was rolled out, oldest first. */
  public List<Past> history() {
    try (Ground ground = work.ground()) {
      return ground.target().memory().load().record().history();
    }
  }

  /**
   * Where a version came from.
   *
   * @param version how it begins; null for the one that serves
   */
  public Why why(@Nullable String version) {
    try (Ground ground = work.ground()) {
      RolloutRecord record = ground.target().memory().load().record();
      return new Kin(record, new Baselines(project, ground)).why(version);
    }
  }

  /**
   * What the judge would have done with counts that are known.
   *
   * @param counts a deploy's report.json, or a table
   */
  public Backtest backtest(Path counts) {
    CanaryConfig canary = project.config().deploy().canary();
    return Backtest.of(
        Recording.read(counts), canary.wholeJudge().canary(), canary.rules().manner().observed());
  }

  /** Ends the local target's processes. */
  public List<String> stop() {
    try (Ground ground = work.ground()) {
      return ground.stop();
    }
  }
}

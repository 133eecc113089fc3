package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.result.Fate;
import dev.mlbox.jenkins.result.MetricPoint;
import dev.mlbox.jenkins.result.TrendChart;
import dev.mlbox.jenkins.result.TrendPoint;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;

/** The gated metrics of a job's last builds, on the job's page. */
public final class TrendAction implements Action {
  private static final int BUILDS = 50;
  private static final int CHARTS = 4;

  private final Job<?, ?> job;

  TrendAction(Job<?, ?> job) {
    this.job = job;
  }

  @Override
  public @Nullable String getIconFileName() {
    return null;
  }

  @Override
  public String getDisplayName() {
    return Messages.TrendAction_name();
  }

  @Override
  public String getUrlName() {
    return "mlbox-trend";
  }

  /** One chart a metric that gates ask for; none before a build has measured one. */
  public List<TrendChart> getCharts() {
    Map<String, List<TrendPoint>> byMetric = new LinkedHashMap<>();
    int seen = 0;
    for (Run<?, ?> run = job.getLastBuild(); run != null && seen < BUILDS; seen++) {
      Map<String, TrendPoint> ofThisBuild = new LinkedHashMap<>();
      for (MlboxAction action : run.getActions(MlboxAction.class)) {
        add(ofThisBuild, run, action);
      }
      ofThisBuild.forEach(
          (metric, point) ->
              byMetric.computeIfAbsent(metric, name -> new ArrayList<>()).add(point));
      run = run.getPreviousBuild();
    }
    List<TrendChart> charts = new ArrayList<>();
    byMetric.forEach(
        (metric, points) -> {
          Collections.reverse(points);
          charts.add(new TrendChart(metric, points));
        });
    return charts.subList(0, Math.min(CHARTS, charts.size()));
  }

  /** A build that has measured a model twice, for a check and a deploy, has the later point. */
  private static void add(Map<String, TrendPoint> points, Run<?, ?> run, MlboxAction action) {
    for (MetricPoint metric : action.getMetrics()) {
      if (metric.isGated() && !Double.isNaN(metric.getValue())) {
        MlboxAction last = ended(run, action);
        Fate fate = last.fate();
        points.put(
            metric.getName(),
            new TrendPoint(
                run.getDisplayName(),
                run.getNumber() + "/" + action.getUrlName() + "/",
                metric,
                end(last, fate),
                fate));
      }
    }
  }

  /** A rollout that a deploy left to its pilot has its end in a later command. */
  private static MlboxAction ended(Run<?, ?> run, MlboxAction action) {
    return run.getActions(MlboxAction.class).stream()
        .filter(later -> MlboxActions.isEndOf(later, action))
        .reduce((first, last) -> last)
        .orElse(action);
  }

  private static String end(MlboxAction last, Fate fate) {
    boolean byHand = !last.getUser().isEmpty();
    return switch (fate) {
      case PROMOTED ->
          byHand ? Messages.TrendAction_promotedBy(last.getUser()) : Messages.TrendAction_promoted();
      case REVERTED ->
          byHand ? Messages.TrendAction_revertedBy(last.getUser()) : Messages.TrendAction_reverted();
      case PASSED -> Messages.TrendAction_passed(last.getCommand());
      case OTHER ->
          Messages.TrendAction_end(
              last.getCommand(), last.getOutcome().toLowerCase(Locale.ROOT));
    };
  }

  /** Adds the trend to jobs whose last builds ran a command. */
  @Extension
  @SuppressWarnings("rawtypes") // Jobs are looked up by their raw class.
  public static final class Factory extends TransientActionFactory<Job> {
    private static final int LOOK_BACK = 5;

    @Override
    public Class<Job> type() {
      return Job.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job job) {
      Run<?, ?> run = job.getLastBuild();
      for (int i = 0; i < LOOK_BACK && run != null; i++) {
        if (run.getAction(MlboxAction.class) != null) {
          return List.of(new TrendAction(job));
        }
        run = run.getPreviousBuild();
      }
      return List.of();
    }
  }
}

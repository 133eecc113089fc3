package dev.mlbox.engine.report;

import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.run.Timeline.Moment;
import dev.mlbox.engine.report.plot.Axis;
import dev.mlbox.engine.report.plot.Plot;
import dev.mlbox.engine.report.plot.Scale;
import dev.mlbox.engine.report.plot.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A rollout along one axis of time: the canary's weight, its requests, and each criterion's
 * evidence against what decides.
 */
final class JourneyPlots {
  /** Evidence further from 0 than this many powers of ten is drawn at the edge. */
  private static final double FARTHEST = 8;

  private static final double LN_10 = Math.log(10);

  private final List<Moment> moments;
  private final List<Evidence> evidence;

  JourneyPlots(List<Moment> moments, List<Evidence> evidence) {
    this.moments = live(moments);
    this.evidence = evidence;
  }

  /** From the first live request on; all of them when there was none. */
  private static List<Moment> live(List<Moment> moments) {
    for (int i = 0; i < moments.size(); i++) {
      if (moments.get(i).state().equals("shifting")) {
        return moments.subList(i, moments.size());
      }
    }
    return moments;
  }

  List<Page.Figure> figures() {
    List<Page.Figure> figures = new ArrayList<>();
    if (moments.size() > 1 && seconds(moments.get(moments.size() - 1)) > 0) {
      figures.add(weight());
      for (int i = 0; i < evidence.size(); i++) {
        figures.add(evidence(i));
      }
    }
    return figures;
  }

  private double seconds(Moment moment) {
    return Duration.between(moments.get(0).at(), moment.at()).toMillis() / 1000.0;
  }

  private Axis time() {
    double last = seconds(moments.get(moments.size() - 1));
    double unit = last < 300 ? 1 : last < 7200 ? 60 : 3600;
    String label = unit == 1 ? "seconds" : unit == 60 ? "minutes" : "hours";
    return new Axis(label, new Scale(0, last / unit), 6, Digits::tick);
  }

  private double at(Moment moment) {
    double last = seconds(moments.get(moments.size() - 1));
    return seconds(moment) / (last < 300 ? 1 : last < 7200 ? 60 : 3600);
  }

  private List<Spot> spots(ToDoubleFunction<Moment> value) {
    Function<Moment, Spot> place = moment -> new Spot(at(moment), value.applyAsDouble(moment));
    return moments.stream().map(place).toList();
  }

  private Page.Figure weight() {
    Moment last = moments.get(moments.size() - 1);
    List<Spot> weights = spots(this::share);
    double most = Math.min(1, 1.2 * weights.stream().mapToDouble(Spot::y).max().orElse(1) + 0.01);
    Plot plot =
        new Plot(
            "Weight of the canary",
            "%s requests were given to the canary and %s to the stable version."
                .formatted(Digits.count(last.canary()), Digits.count(last.stable())),
            time(),
            new Axis("weight", new Scale(0, most), 4, Digits::tickPercent));
    plot.steps("candidate", weights);
    String note =
        "The share of all requests that the new version answers, from the first live request on.";
    return new Page.Figure("Weight", note, plot.svg(), "wide");
  }

  /** What the new version takes; after a promotion, all. */
  private double share(Moment moment) {
    return switch (moment.state()) {
      case "promoting", "watching", "succeeded" -> 1;
      case "shifting", "awaiting" -> moment.weight().share();
      default -> 0;
    };
  }

  private Page.Figure evidence(int criterion) {
    Evidence last = evidence.get(criterion);
    double needed = last.logWorseNeeded() / LN_10;
    double enough = last.logNotWorseNeeded() / LN_10;
    List<Spot> worse = spots(moment -> of(moment.worse(), criterion));
    List<Spot> notWorse = spots(moment -> of(moment.notWorse(), criterion));
    double most = Math.max(needed, enough);
    double least = 0;
    for (Spot spot : worse) {
      most = Math.max(most, spot.y());
      least = Math.min(least, spot.y());
    }
    for (Spot spot : notWorse) {
      most = Math.max(most, Math.min(spot.y(), enough * 2));
    }
    Scale scale = new Scale(Math.max(-2, least) - 0.2, most + 0.6);
    Axis time = time();
    Plot plot =
        new Plot(
            "Evidence for " + last.criterion().text(),
            last.message(),
            time,
            new Axis("evidence, powers of ten", scale, 5, Digits::tick));
    Spot end = new Spot(time.scale().to(), needed);
    plot.guide("threshold fail", new Spot(0, needed), end);
    plot.note("fail", new Spot(0, needed), "reverts");
    plot.guide("threshold pass", new Spot(0, enough), new Spot(time.scale().to(), enough));
    plot.note("pass", new Spot(time.scale().to(), enough), "passes");
    int watch = watch();
    for (List<Spot> part : List.of(notWorse.subList(0, watch), notWorse.subList(watch, size()))) {
      plot.line("notworse", part);
    }
    for (List<Spot> part : List.of(worse.subList(0, watch), worse.subList(watch, size()))) {
      plot.line("worse", part);
    }
    if (!decided(plot, worse, needed, "fail")) {
      decided(plot, notWorse, enough, "pass");
    }
    return new Page.Figure(
        last.criterion().text(),
        "Red: evidence that it is so; green: that it is not. A dot marks the moment of the verdict.",
        plot.svg(),
        "wide");
  }

  private int size() {
    return moments.size();
  }

  /** The first moment after the promotion: from there on evidence begins anew. */
  private int watch() {
    for (int i = 0; i < moments.size(); i++) {
      if (moments.get(i).state().equals("watching")) {
        return i;
      }
    }
    return moments.size();
  }

  private static boolean decided(Plot plot, List<Spot> line, double threshold, String style) {
    for (Spot spot : line) {
      if (spot.y() >= threshold) {
        plot.dot("moment " + style, spot);
        return true;
      }
    }
    return false;
  }

  private static double of(List<Double> logs, int criterion) {
    double power = criterion < logs.size() ? logs.get(criterion) / LN_10 : 0;
    return Math.max(-FARTHEST, Math.min(FARTHEST, power));
  }
}

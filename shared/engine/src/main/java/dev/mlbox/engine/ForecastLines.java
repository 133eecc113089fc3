package dev.mlbox.engine;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.config.Durations;
import dev.mlbox.core.foresight.Foresight;
import dev.mlbox.core.foresight.Rehearsal;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A forecast in words. */
record ForecastLines(CanaryConfig config, double bad, String whence) {

  List<Step> of(Foresight foresight, Rehearsal equal, Rehearsal worse) {
    Rules rules = config.rules();
    List<Step> lines = new ArrayList<>();
    lines.add(
        new Step(
            "traffic",
            "%s, errors %s; %s"
                .formatted(
                    rate(foresight.traffic().perSecond()),
                    percent(foresight.traffic().errors()),
                    whence)));
    for (Foresight.StepNeed step : foresight.steps()) {
      String exposed =
          step.inTime()
              ? "%s for %d requests".formatted(words(step.exposed()), rules.stepRequests())
              : "CANNOT: %d requests need %s, patience of all steps is %s"
                  .formatted(rules.stepRequests(), words(step.exposed()), words(rules.patience()));
      lines.add(
          new Step(
              step.weight().toString(),
              "%s; sees a dead canary %s, one with %s errors %s"
                  .formatted(exposed, after(step.dead()), percent(bad), after(step.bad()))));
    }
    lines.add(new Step("proven", proven(foresight)));
    lines.add(
        new Step(
            "equal",
            "of %d simulated rollouts %d are proven, %d are not, %d are reverted; half are over after %s, nine in ten after %s"
                .formatted(
                    equal.runs(),
                    equal.proven(),
                    equal.unproven(),
                    equal.reverted(),
                    words(equal.median()),
                    words(equal.slowest()))));
    lines.add(
        new Step(
            "worse",
            "with %s errors, of %d simulated rollouts %d are reverted; half of all are over after %s"
                .formatted(percent(bad), worse.runs(), worse.reverted(), words(worse.median()))));
    return lines;
  }

  private String proven(Foresight foresight) {
    Rules rules = config.rules();
    Optional<Duration> proven = foresight.proven();
    Duration before =
        foresight.steps().subList(0, foresight.steps().size() - 1).stream()
            .map(Foresight.StepNeed::exposed)
            .reduce(Duration.ZERO, Duration::plus);
    if (proven.isEmpty()) {
      return "CANNOT at this traffic: an equal canary is not proven within a year; what then happens is unproven: "
          + rules.unproven().name().toLowerCase(Locale.ROOT);
    }
    Duration whole = before.plus(proven.get());
    return whole.compareTo(rules.patience()) <= 0
        ? "an equal canary is proven after %s at %s, %s in all; patience is %s"
            .formatted(
                words(proven.get()),
                rules.weights().get(rules.weights().size() - 1),
                words(whole),
                words(rules.patience()))
        : "CANNOT: an equal canary needs %s in all, patience is %s; what then happens is unproven: %s"
            .formatted(
                words(whole),
                words(rules.patience()),
                rules.unproven().name().toLowerCase(Locale.ROOT));
  }

  private static String after(Optional<Duration> time) {
    return time.map(found -> "after " + words(found)).orElse("not within a year");
  }

  private static String rate(double perSecond) {
    return perSecond >= 1
        ? String.format(Locale.ROOT, "%,.1f requests/s", perSecond)
        : String.format(Locale.ROOT, "%,.1f requests/min", perSecond * 60);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** The two largest units. */
  private static String words(Duration duration) {
    long hours = duration.toHours();
    if (hours >= 48) {
      return "%dd %dh".formatted(hours / 24, hours % 24);
    }
    return hours >= 1
        ? "%dh %dm".formatted(hours, duration.toMinutesPart())
        : Durations.words(Duration.ofSeconds(duration.toSeconds()));
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.foresight.Traffic;
import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Measures what requests come to a target now: two readings of its boxes' counters. */
record Gauge(Target target, Sleeper time) {
  private static final Duration SPAN = Duration.ofSeconds(10);

  Traffic measure() {
    Release stable = target.memory().load().record().stable();
    if (stable == null) {
      throw MlboxException.invalid(
          Problem.of("nothing serves yet, so there is no traffic to plan with")
              .remedy("say what to assume, such as `mlbox plan --traffic 10/s`"));
    }
    if (!target.workloads().health(stable.version()).isAlive()) {
      throw MlboxException.invalid(
          Problem.of(
                  "no box of %s runs, so there is no traffic to plan with"
                      .formatted(stable.version()))
              .remedy("say what to assume, such as `mlbox plan --traffic 10/s`"));
    }
    Instant began = time.now();
    ArmCounts before = read(stable);
    time.sleep(SPAN);
    ArmCounts after = read(stable);
    double seconds = Duration.between(began, time.now()).toMillis() / 1000.0;
    long came = after.since(before).requests();
    if (came == 0) {
      throw MlboxException.invalid(
          Problem.of("no request came within %d s".formatted(SPAN.toSeconds()))
              .remedy("say what to assume, such as `mlbox plan --traffic 10/h`"));
    }
    double errors = after.requests() == 0 ? 0 : (double) after.errors() / after.requests();
    return new Traffic(came / seconds, errors);
  }

  private ArmCounts read(Release stable) {
    Map<String, Tally> tallies = target.metrics().tallies(stable.version());
    ArmCounts sum = ArmCounts.none();
    for (Tally tally : tallies.values()) {
      for (Tally.Split split : tally.splits()) {
        if (!split.shadow() && tally.version().equals(stable.version())) {
          sum = sum.plus(split.stable()).plus(split.canary());
        }
      }
    }
    return sum;
  }
}

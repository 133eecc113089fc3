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
    Map<String, Tally> before = target.metrics().tallies(stable.version());
    // To ask hundreds takes its time, and as much of it before as after.
    Instant began = time.now();
    time.sleep(SPAN);
    Map<String, Tally> after = target.metrics().tallies(stable.version());
    double seconds = Duration.between(began, time.now()).toMillis() / 1000.0;
    ArmCounts all = ArmCounts.none();
    long seen = 0;
    int twice = 0;
    for (Map.Entry<String, Tally> box : after.entrySet()) {
      ArmCounts now = counts(box.getValue());
      all = all.plus(now);
      Tally then = before.get(box.getKey());
      // A box that told only once says nothing of what came meanwhile.
      if (then != null && then.boot().equals(box.getValue().boot())) {
        seen += now.since(counts(then)).requests();
        twice++;
      }
    }
    double came = twice == 0 ? 0 : (double) seen * after.size() / twice;
    if (came == 0) {
      throw MlboxException.invalid(
          Problem.of("no request came within %d s".formatted(SPAN.toSeconds()))
              .remedy("say what to assume, such as `mlbox plan --traffic 10/h`"));
    }
    double errors = all.requests() == 0 ? 0 : (double) all.errors() / all.requests();
    return new Traffic(came / seconds, errors);
  }

  private static ArmCounts counts(Tally tally) {
    ArmCounts sum = ArmCounts.none();
    for (Tally.Split split : tally.splits()) {
      if (!split.shadow()) {
        sum = sum.plus(split.stable()).plus(split.canary());
      }
    }
    return sum;
  }
}

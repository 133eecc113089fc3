package dev.mlbox.bench.soak;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.testkit.FakeTime;
import dev.mlbox.testkit.FakeWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A pilot's day at a hundred requests a second: rollout after rollout with watches, equal and bad
 * versions in turn, then one canary that is held for a day. The target is a fake with a clock that
 * is told the time; what is measured is what the pilot and its record keep.
 */
public final class PilotSoak {
  private static final Duration DAY = Duration.ofHours(24);
  private static final int BAD_EVERY = 3;

  private final FakeTime time = new FakeTime();
  private final Instant began = time.now();

  private PilotSoak() {}

  /** Prints what is in use every hour. */
  public static void main(String[] arguments) {
    new PilotSoak().run();
  }

  private void run() {
    long first = 0;
    RolloutRecord record = RolloutRecord.empty();
    int rollouts = 0;
    int reverted = 0;
    while (since() < DAY.toHours()) {
      // A fresh fake each hour, that its own counts are not taken for the pilot's.
      FakeWorld world = new FakeWorld(time);
      RolloutRecord kept = record;
      world.change(any -> kept);
      long hour = since();
      while (since() == hour) {
        String version = "v" + rollouts;
        world.failing(version, rollouts % BAD_EVERY == BAD_EVERY - 1 ? 0.2 : 0.002);
        RolloutEnd end =
            rollouts(world, Unproven.PROMOTE, Duration.ofMinutes(15), DAY.plus(DAY))
                .deploy(release(version), Probe.none());
        rollouts++;
        reverted += end.outcome() == Outcome.REVERTED ? 1 : 0;
      }
      record = world.load().record();
      long used = Heap.used();
      first = first == 0 ? used : first;
      System.out.printf(
          "%2d h  %3d rollouts, %d reverted  %,d kB%n", since(), rollouts, reverted, used);
    }
    result("pilot-rollouts", Heap.used() - first);
    held();
  }

  /** Slower than the margin can be told from, and not promoted: it is held, and counts come in. */
  private void held() {
    FakeWorld world = new FakeWorld(time);
    rollouts(world, Unproven.PROMOTE, Duration.ZERO, DAY).deploy(release("a"), Probe.none());
    world.failing("a", 0.01);
    world.failing("b", 0.0148);
    Instant start = time.now();
    long[] first = {0};
    long[] hour = {-1};
    Rollouts rollouts =
        new Rollouts(
            world.target(),
            config(Unproven.HOLD, Duration.ZERO, Duration.ofSeconds(20)),
            new Holder("soak", "soak"),
            new Pace(
                time,
                event -> {
                  long now = Duration.between(start, time.now()).toHours();
                  if (now > hour[0]) {
                    hour[0] = now;
                    long used = Heap.used();
                    first[0] = now == 1 ? used : first[0];
                    System.out.printf(
                        "held %2d h  %,d batches  %,d kB%n",
                        now, world.load().record().log().size(), used);
                  }
                },
                () -> Duration.between(start, time.now()).compareTo(DAY) > 0));
    RolloutEnd end = rollouts.deploy(release("b"), Probe.none());
    System.out.println(end.outcome() + " " + end.reason());
    result("pilot-held", Heap.used() - first[0]);
  }

  private long since() {
    return Duration.between(began, time.now()).toHours();
  }

  private Rollouts rollouts(FakeWorld world, Unproven unproven, Duration watch, Duration limit) {
    Instant start = time.now();
    return new Rollouts(
        world.target(),
        config(unproven, watch, Duration.ofSeconds(2)),
        new Holder("soak", "soak"),
        new Pace(
            time, event -> {}, () -> Duration.between(start, time.now()).compareTo(limit) > 0));
  }

  private static CanaryConfig config(Unproven unproven, Duration watch, Duration interval) {
    return new CanaryConfig(
        new Rules(
            List.of(new Weight(0.01), new Weight(0.05), new Weight(0.25), new Weight(0.5)),
            Duration.ofSeconds(30),
            50,
            Duration.ofMinutes(10),
            unproven,
            watch,
            Duration.ofMinutes(5)),
        List.of(
            Criterion.parse("errors > 1.5 * stable and > 0.5%"),
            Criterion.parse("slow > 2 * stable and > 2%")),
        Duration.ofMillis(5),
        0.01,
        interval.multipliedBy(4),
        interval,
        null,
        1);
  }

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of("commit", version));
  }

  private static void result(String name, long grown) {
    System.out.printf(Locale.ROOT, "result soak-%s %d kB atmost 2000%n", name, grown);
  }
}

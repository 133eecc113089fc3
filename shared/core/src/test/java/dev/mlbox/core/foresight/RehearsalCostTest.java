package dev.mlbox.core.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A plan for one request a minute kept a processor busy for half a minute, to say nothing new. */
class RehearsalCostTest {
  private static CanaryConfig config(Duration patience) {
    return new CanaryConfig(
        new Rules(
            List.of(new Weight(0.01), new Weight(0.05), new Weight(0.25), new Weight(0.5)),
            Duration.ofSeconds(30),
            50,
            patience,
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofMinutes(5)),
        Stream.of("errors > 1.5 * stable and > 0.5%", "slow > 2 * stable and > 2%")
            .map(Criterion::parse)
            .toList(),
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  /** 20 s before, 0.7 s since; another machine and its other tasks may take some times as much. */
  @Test
  void aLongRolloutWithFewRequestsIsSoonPlayed() {
    CanaryConfig config = config(Duration.ofHours(10));
    Traffic traffic = new Traffic(1.0 / 60, 0.001);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    Rehearsal played = Rehearsal.of(config, traffic, 0.001, 100, 1);

    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(played.unproven()).isEqualTo(100);
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(6));
  }

  /** Numbers of the judge asked at each look for the whole log. */
  @Test
  void whatIsSaidIsWhatAJudgeOfEachLookSays() {
    CanaryConfig config = config(Duration.ofMinutes(10));

    assertThat(Rehearsal.of(config, new Traffic(10, 0.001), 0.001, 100, 1))
        .isEqualTo(
            new Rehearsal(100, 100, 0, 0, Duration.parse("PT17M36S"), Duration.parse("PT22M56S")));
    assertThat(Rehearsal.of(config, new Traffic(10, 0.001), 0.025, 100, 1))
        .isEqualTo(
            new Rehearsal(100, 0, 0, 100, Duration.parse("PT11M44S"), Duration.parse("PT14M24S")));
  }
}

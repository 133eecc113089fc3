package dev.mlbox.core.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A plan that promised with half of the evidence that the rollout then asked for. */
class PromisedEvidenceTest {
  private static final Traffic TRAFFIC = new Traffic(1000, 0.001);
  private static final Bins BINS =
      new Bins(
          "v1",
          List.of("late", "on time"),
          List.of(),
          List.of(new Bins.Expected(1, 1), new Bins.Expected(1, 1), new Bins.Expected(0, 0)),
          0.04);

  private static CanaryConfig config() {
    Rules rules =
        new Rules(
            List.of(new Weight(0.05)),
            Duration.ofSeconds(30),
            50,
            Duration.ofMinutes(10),
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofMinutes(5));
    return new CanaryConfig(
        rules,
        Stream.of(
                "errors > 1.5 * stable and > 0.5%",
                "slow > 2 * stable and > 2%", "disagreement > 1.5 * expected and > 5%")
            .map(Criterion::parse)
            .toList(),
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  /** The first second after which it reverts a canary with five times what is tolerated. */
  private static long reverts(Judge judge) {
    for (long second = 1; ; second++) {
      long canary = second * 50;
      LiveBatch batch =
          new LiveBatch(
              0, 0, 0.05, arm(second * 950, TRAFFIC.errors()), arm(canary, /* errors= */ 0.025));
      if (judge.assess(List.of(batch)).verdict() == Verdict.FAIL) {
        return second;
      }
    }
  }

  private static ArmOutcome arm(long seen, double errors) {
    return new ArmOutcome(seen, Math.round(seen * errors), seen, Math.round(seen * Traffic.SLOW));
  }

  @Test
  void aPlanPromisesWithTheEvidenceThatTheRolloutAsksFor() {
    CanaryConfig config = config();
    Judge rollout = config.judge(config.criteria(BINS, "v1")).canary();
    assertThat(rollout.criteria()).hasSize(4);
    assertThat(config.wholeJudge().canary().worseNeeded()).isEqualTo(rollout.worseNeeded());
    assertThat(reverts(rollout)).isGreaterThan(reverts(config.judge().canary()));
    assertThat(Foresight.of(config, TRAFFIC).steps().get(0).bad())
        .contains(Duration.ofSeconds(reverts(rollout)));
  }
}

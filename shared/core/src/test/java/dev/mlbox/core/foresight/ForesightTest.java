package dev.mlbox.core.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForesightTest {
  private static final CanaryConfig CONFIG =
      new CanaryConfig(
          new Rules(
              List.of(new Weight(0.01), new Weight(0.05), new Weight(0.5)),
              Duration.ofSeconds(30),
              50,
              Duration.ofMinutes(10),
              Unproven.PROMOTE,
              Duration.ZERO,
              Duration.ofMinutes(5)),
          List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")),
          Duration.ofMillis(5),
          0.01,
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          null,
          1);

  @Test
  void aStepNeedsItsTimeOrItsRequestsWhicheverIsLonger() {
    assertThat(Foresight.of(CONFIG, new Traffic(10, 0.001)).steps())
        .extracting(Foresight.StepNeed::exposed)
        .containsExactly(Duration.ofSeconds(500), Duration.ofSeconds(100), Duration.ofSeconds(30));
  }

  @Test
  void aStepThatPatienceEndsBeforeCannotNorCanThoseAfterIt() {
    assertThat(Foresight.of(CONFIG, new Traffic(1, 0.001)).steps())
        .extracting(Foresight.StepNeed::inTime)
        .containsExactly(false, false, false);
  }

  @Test
  void theMoreTheCanaryGetsTheSoonerItIsFound() {
    List<Foresight.StepNeed> steps = Foresight.of(CONFIG, new Traffic(100, 0.001)).steps();
    assertThat(steps)
        .extracting(step -> step.dead().orElseThrow())
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(steps)
        .allSatisfy(
            step -> assertThat(step.bad().orElseThrow()).isGreaterThan(step.dead().orElseThrow()));
  }

  @Test
  void tenTimesTheTrafficProvesInATenthOfTheTime() {
    double slow = Foresight.of(CONFIG, new Traffic(10, 0.001)).proven().orElseThrow().toSeconds();
    double fast = Foresight.of(CONFIG, new Traffic(100, 0.001)).proven().orElseThrow().toSeconds();
    assertThat(slow / fast).isCloseTo(10, within(4.0));
  }

  @Test
  void simulationsAgreeWithWhatIsExpected() {
    Traffic traffic = new Traffic(100, 0.001);
    Foresight expected = Foresight.of(CONFIG, traffic);
    Duration whole =
        expected
            .steps()
            .get(0)
            .exposed()
            .plus(expected.steps().get(1).exposed())
            .plus(expected.proven().orElseThrow());
    Rehearsal played = Rehearsal.of(CONFIG, traffic, 0.001, 100, 1);
    assertThat(played.reverted()).isLessThanOrEqualTo(2);
    assertThat(played.proven()).isGreaterThan(90);
    assertThat(played.median().toSeconds())
        .isBetween(whole.toSeconds() / 2, 60 + whole.toSeconds() * 2);
  }

  @Test
  void aWorseCanaryIsRevertedInSimulationsToo() {
    AtomicInteger told = new AtomicInteger();
    Rehearsal played =
        Rehearsal.of(CONFIG, new Traffic(100, 0.001), 0.025, 100, 1, told::incrementAndGet);
    assertThat(played.reverted()).isGreaterThan(95);
    assertThat(told).hasValue(100);
  }

  @Test
  void theSameSeedGivesTheSameRollouts() {
    Traffic traffic = new Traffic(5, 0.01);
    assertThat(Rehearsal.of(CONFIG, traffic, 0.01, 20, 7))
        .isEqualTo(Rehearsal.of(CONFIG, traffic, 0.01, 20, 7));
  }

  @Test
  void readsRates() {
    assertThat(Traffic.rate("10/s")).isEqualTo(10);
    assertThat(Traffic.rate("30/min")).isEqualTo(0.5);
    assertThat(Traffic.rate("36 / h")).isEqualTo(0.01);
    assertThatThrownBy(() -> Traffic.rate("10"))
        .hasMessage("`10` is no rate such as 10/s, 30/min or 5/h");
    assertThatThrownBy(() -> Traffic.rate("0/s"))
        .hasMessage("`0/s` is no rate such as 10/s, 30/min or 5/h");
  }
}

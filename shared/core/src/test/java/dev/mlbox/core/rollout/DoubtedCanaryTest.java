package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Sightings.T0;
import static dev.mlbox.core.rollout.Sightings.WELL;
import static dev.mlbox.core.rollout.Sightings.doubted;
import static dev.mlbox.core.rollout.Sightings.next;
import static dev.mlbox.core.rollout.Sightings.rules;
import static dev.mlbox.core.rollout.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Awaiting;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A canary that has just begun to fail gets no more traffic before that is over or proven. */
class DoubtedCanaryTest {
  private static final Instant EXPOSED = T0.plusSeconds(60);
  private static final Instant IMPATIENT = T0.plus(Duration.ofMinutes(20));
  private static final Shifting FIRST = new Shifting(0, T0, T0);
  private static final Shifting LAST = new Shifting(1, T0, T0);

  @Test
  void aStepWaitsUntilItIsOver() {
    assertThat(next(FIRST, doubted(Verdict.INCONCLUSIVE), EXPOSED)).isEqualTo(FIRST);
    assertThat(next(FIRST, seen(WELL, Verdict.INCONCLUSIVE), EXPOSED))
        .isEqualTo(new Shifting(1, EXPOSED, T0));
  }

  @Test
  void aStepWaitsForItsPatienceAtMost() {
    Instant later = T0.plus(Duration.ofMinutes(10));
    assertThat(next(FIRST, doubted(Verdict.INCONCLUSIVE), later))
        .isEqualTo(new Shifting(1, later, T0));
  }

  @Test
  void whatWasProvenBeforeIsNotPromotedMeanwhile() {
    assertThat(next(LAST, doubted(Verdict.PASS), EXPOSED)).isEqualTo(LAST);
    assertThat(next(LAST, seen(WELL, Verdict.PASS), EXPOSED)).isEqualTo(new Promoting(EXPOSED, ""));
  }

  @Test
  void whatIsProvenMeanwhileIsReverted() {
    assertThat(next(LAST, doubted(Verdict.FAIL), EXPOSED)).isInstanceOf(Reverting.class);
  }

  @Test
  void theEndOfPatienceIsPutOffByOneStepsPatience() {
    assertThat(next(LAST, doubted(Verdict.INCONCLUSIVE), IMPATIENT)).isEqualTo(LAST);

    Instant end = IMPATIENT.plus(Duration.ofMinutes(10));
    assertThat(next(LAST, doubted(Verdict.INCONCLUSIVE), end))
        .isEqualTo(
            new Promoting(
                end,
                "not proven within 20m of patience; of late, errors 5 % of the canary's requests"));
  }

  @Test
  void nobodyWaitsWhereTheUnprovenIsReverted() {
    RolloutMachine machine = new RolloutMachine(rules(Unproven.REVERT, Duration.ZERO));
    assertThat(machine.next(LAST, doubted(Verdict.INCONCLUSIVE), IMPATIENT).state())
        .isInstanceOf(Reverting.class);
  }

  @Test
  void aDoubtRevertsNothingThatIsProven() {
    RolloutMachine machine = new RolloutMachine(rules(Unproven.REVERT, Duration.ZERO));
    assertThat(machine.next(LAST, doubted(Verdict.PASS), IMPATIENT).state()).isEqualTo(LAST);

    Instant end = IMPATIENT.plus(Duration.ofMinutes(10));
    assertThat(machine.next(LAST, doubted(Verdict.PASS), end).state())
        .isEqualTo(new Promoting(end, "of late, errors 5 % of the canary's requests"));
  }

  @Test
  void aStepThatWasResumedHasTimeOfItsOwnForADoubt() {
    Instant resumed = T0.plus(Duration.ofHours(3));
    Shifting last = new Shifting(1, resumed, T0);
    Instant impatient = resumed.plus(Duration.ofMinutes(10));
    assertThat(next(last, doubted(Verdict.INCONCLUSIVE), impatient)).isEqualTo(last);
    assertThat(next(last, doubted(Verdict.INCONCLUSIVE), impatient.plus(Duration.ofMinutes(10))))
        .isInstanceOf(Promoting.class);
  }

  @Test
  void aPersonsDeadlineIsPutOffTooWhereItPromotes() {
    Promotion byItself =
        new Promotion(Promotion.By.MANUAL, Duration.ofMinutes(20), Promotion.Overdue.PROMOTE);
    RolloutMachine machine =
        new RolloutMachine(rules(Unproven.PROMOTE, Duration.ZERO).promoted(byItself));
    Awaiting awaiting = new Awaiting(1, T0, T0, "");

    assertThat(machine.next(awaiting, doubted(Verdict.PASS), IMPATIENT).state())
        .isEqualTo(awaiting);
    assertThat(
            machine
                .next(awaiting, doubted(Verdict.PASS), IMPATIENT.plus(Duration.ofMinutes(10)))
                .state())
        .isInstanceOf(Promoting.class);
  }
}

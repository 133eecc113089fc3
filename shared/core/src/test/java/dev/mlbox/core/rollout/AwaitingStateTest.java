package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Sightings.LATER;
import static dev.mlbox.core.rollout.Sightings.MUCH_LATER;
import static dev.mlbox.core.rollout.Sightings.T0;
import static dev.mlbox.core.rollout.Sightings.WELL;
import static dev.mlbox.core.rollout.Sightings.rules;
import static dev.mlbox.core.rollout.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Awaiting;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rows of the table of states of a canary that waits for a person. */
class AwaitingStateTest {
  private final RolloutMachine manual =
      new RolloutMachine(
          rules(Unproven.PROMOTE, Duration.ZERO)
              .promoted(
                  new Promotion(
                      Promotion.By.MANUAL, Duration.ofHours(1), Promotion.Overdue.PROMOTE)));

  @Test
  void aProvenCanaryAwaitsAPerson() {
    Transition shown = manual.next(new Shifting(1, T0, T0), seen(WELL, Verdict.PASS), LATER);
    assertThat(shown.state()).isEqualTo(new Awaiting(1, LATER, T0, ""));
    assertThat(shown.actions()).containsExactly(Action.SPLIT);
  }

  @Test
  void soDoesOneOfWhichPatienceShowedNothing() {
    assertThat(
            manual
                .next(new Shifting(1, T0, T0), seen(WELL, Verdict.INCONCLUSIVE), MUCH_LATER)
                .state())
        .isEqualTo(
            new Awaiting(1, MUCH_LATER, T0, "not proven within 20m of patience; errors rise"));
  }

  @Test
  void whatIsProvenWhileAPersonIsAwaitedIsProven() {
    assertThat(
            manual
                .next(new Awaiting(1, T0, T0, "not proven"), seen(WELL, Verdict.PASS), LATER)
                .state())
        .isEqualTo(new Awaiting(1, T0, T0, ""));
  }

  @Test
  void aDeadlinePromotesNothingThatCannotBeSeen() {
    assertThat(
            manual.next(new Awaiting(1, T0, T0, ""), seen(WELL, Verdict.ERROR), MUCH_LATER).state())
        .isEqualTo(new Reverting(MUCH_LATER, "nobody promoted it within 1h; errors rise", false));
  }
}

package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Sightings.CRASHING;
import static dev.mlbox.core.rollout.Sightings.GONE;
import static dev.mlbox.core.rollout.Sightings.HALF;
import static dev.mlbox.core.rollout.Sightings.LATER;
import static dev.mlbox.core.rollout.Sightings.MACHINE;
import static dev.mlbox.core.rollout.Sightings.MUCH_LATER;
import static dev.mlbox.core.rollout.Sightings.T0;
import static dev.mlbox.core.rollout.Sightings.WELL;
import static dev.mlbox.core.rollout.Sightings.interrupted;
import static dev.mlbox.core.rollout.Sightings.next;
import static dev.mlbox.core.rollout.Sightings.probed;
import static dev.mlbox.core.rollout.Sightings.rules;
import static dev.mlbox.core.rollout.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Halted;
import dev.mlbox.core.rollout.RolloutState.Preparing;
import dev.mlbox.core.rollout.RolloutState.Probing;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverted;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import dev.mlbox.core.rollout.RolloutState.Succeeded;
import dev.mlbox.core.rollout.RolloutState.Watching;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test for each row of the table of states; those of what is optional are beside it. */
class RolloutMachineTest {
  @Test
  void probesWhenAllBoxesAreReady() {
    assertThat(next(new Preparing(T0), seen(WELL, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Probing(LATER));
    assertThat(next(new Preparing(T0), seen(HALF, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Preparing(T0));
  }

  @Test
  void revertsABoxThatCrashesWithItsOwnWords() {
    assertThat(next(new Preparing(T0), seen(CRASHING, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Reverting(LATER, "CrashLoopBackOff: exit 1", false));
  }

  @Test
  void revertsWhenBoxesAreNotReadyInTime() {
    assertThat(next(new Preparing(T0), seen(HALF, Verdict.INCONCLUSIVE), MUCH_LATER))
        .isEqualTo(new Reverting(MUCH_LATER, "1 of 2 boxes were ready after 5m", false));
  }

  @Test
  void saysWhatTheBoxesDoThatAreNotReadyInTime() {
    Health slow = new Health(2, 0, "", "pod x runs, but does not say that it is ready");

    assertThat(next(new Preparing(T0), seen(slow, Verdict.INCONCLUSIVE), MUCH_LATER))
        .isEqualTo(
            new Reverting(
                MUCH_LATER,
                "0 of 2 boxes were ready after 5m; pod x runs, but does not say that it is ready",
                false));
  }

  @Test
  void shiftsAfterAGoodProbe() {
    Transition transition = MACHINE.next(new Probing(T0), probed(false, Verdict.PASS), LATER);
    assertThat(transition.state()).isEqualTo(new Shifting(0, LATER, LATER));
    assertThat(transition.actions()).containsExactly(Action.SPLIT);
  }

  @Test
  void promotesAFirstVersionAfterAGoodProbe() {
    assertThat(next(new Probing(T0), probed(true, Verdict.PASS), LATER))
        .isEqualTo(new Promoting(LATER, ""));
  }

  @Test
  void revertsWhenAProbedRowDiffers() {
    assertThat(next(new Probing(T0), probed(false, Verdict.FAIL), LATER))
        .isEqualTo(new Reverting(LATER, "row 3 differs", false));
  }

  @Test
  void probesAgainWhileTheBoxCannotBeAsked() {
    assertThat(next(new Probing(T0), probed(false, Verdict.ERROR), LATER))
        .isEqualTo(new Probing(T0));
    assertThat(next(new Probing(T0), probed(false, Verdict.ERROR), MUCH_LATER))
        .isEqualTo(new Reverting(MUCH_LATER, "the probe got no answer; row 3 differs", false));
  }

  @Test
  void goesToTheNextStepAfterItsTimeAndRequests() {
    assertThat(next(new Shifting(0, T0, T0), seen(WELL, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Shifting(1, LATER, T0));
    assertThat(next(new Shifting(0, T0, T0), seen(WELL, Verdict.INCONCLUSIVE), T0.plusSeconds(29)))
        .isEqualTo(new Shifting(0, T0, T0));
  }

  @Test
  void goesNoFurtherBeforeTheBoxesForTheNextShareAreReady() {
    assertThat(next(new Shifting(0, T0, T0), seen(HALF, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Shifting(0, T0, T0));
    assertThat(next(new Shifting(1, T0, T0), seen(HALF, Verdict.PASS), LATER))
        .isEqualTo(new Shifting(1, T0, T0));
    assertThat(next(new Shifting(1, T0, T0), seen(HALF, Verdict.PASS), MUCH_LATER))
        .isEqualTo(new Reverting(MUCH_LATER, "1 of 2 boxes were ready after 20m", false));
  }

  @Test
  void boxesAreThereForTheShareThatComesNext() {
    Rules rules = rules(Unproven.PROMOTE, Duration.ZERO);
    assertThat(rules.ahead(new Preparing(T0))).isEqualTo(new Weight(0.01));
    assertThat(rules.ahead(new Shifting(0, T0, T0))).isEqualTo(new Weight(0.5));
    assertThat(rules.ahead(new Shifting(1, T0, T0))).isEqualTo(Weight.ALL);
    assertThat(rules.ahead(new Watching(T0, ""))).isEqualTo(Weight.ALL);
  }

  @Test
  void promotesWhenEveryCriterionPassesAtTheLastStep() {
    Transition transition = MACHINE.next(new Shifting(1, T0, T0), seen(WELL, Verdict.PASS), LATER);
    assertThat(transition.state()).isEqualTo(new Promoting(LATER, ""));
    assertThat(transition.actions()).containsExactly(Action.SWITCH);
  }

  @Test
  void waitsAtTheLastStepWhileNothingIsProven() {
    assertThat(next(new Shifting(1, T0, T0), seen(WELL, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Shifting(1, T0, T0));
  }

  @Test
  void doesAsConfiguredWhenPatienceIsOver() {
    Observation unproven = seen(WELL, Verdict.INCONCLUSIVE);
    Shifting last = new Shifting(1, T0, T0);
    assertThat(next(last, unproven, MUCH_LATER))
        .isEqualTo(new Promoting(MUCH_LATER, "not proven within 20m of patience; errors rise"));
    assertThat(
            new RolloutMachine(rules(Unproven.REVERT, Duration.ZERO))
                .next(last, unproven, MUCH_LATER)
                .state())
        .isInstanceOf(Reverting.class);
    assertThat(
            new RolloutMachine(rules(Unproven.HOLD, Duration.ZERO))
                .next(last, unproven, MUCH_LATER)
                .state())
        .isEqualTo(last);
  }

  @Test
  void saysThatNobodyAskedTheCanaryOnce() {
    Observation unasked =
        new Observation(
            false,
            WELL,
            WELL,
            Verdict.INCONCLUSIVE,
            0,
            Verdict.INCONCLUSIVE,
            "errors on none of the canary's requests",
            false);
    assertThat(next(new Shifting(0, T0, T0), unasked, MUCH_LATER))
        .isEqualTo(new Promoting(MUCH_LATER, "unproven: no request reached the canary in 20m"));
    assertThat(next(new Shifting(0, T0, T0), seen(WELL, Verdict.INCONCLUSIVE, 3), MUCH_LATER))
        .isEqualTo(new Promoting(MUCH_LATER, "not proven within 20m of patience; errors rise"));
  }

  @Test
  void revertsAtAnyStepWhenACriterionFails() {
    Transition transition =
        MACHINE.next(new Shifting(0, T0, T0), seen(WELL, Verdict.FAIL), T0.plusSeconds(1));
    assertThat(transition.state())
        .isEqualTo(new Reverting(T0.plusSeconds(1), "errors rise", false));
    assertThat(transition.actions()).containsExactly(Action.WITHDRAW);
  }

  @Test
  void revertsWhenNoBoxOfTheCanaryAnswers() {
    assertThat(next(new Shifting(0, T0, T0), seen(GONE, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Reverting(LATER, "no box of the canary answers", false));
  }

  @Test
  void noCountsDecideNothingUntilPatienceIsOver() {
    Shifting last = new Shifting(1, T0, T0);
    assertThat(next(last, seen(WELL, Verdict.ERROR), LATER)).isEqualTo(last);
    assertThat(next(last, seen(WELL, Verdict.ERROR), MUCH_LATER))
        .isEqualTo(new Reverting(MUCH_LATER, "errors rise", false));
  }

  @Test
  void decidesNothingWhileTheStableVersionIsAway() {
    Observation alone =
        new Observation(
            false, GONE, WELL, Verdict.INCONCLUSIVE, 100, Verdict.FAIL, "errors rise", false);
    Shifting state = new Shifting(1, T0, T0);
    assertThat(next(state, alone, LATER)).isEqualTo(state);
    assertThat(next(state, alone, MUCH_LATER))
        .isEqualTo(new Halted(MUCH_LATER, "no box of the stable version answers"));
  }

  @Test
  void isRevertedOnceTheStableVersionServes() {
    Transition transition =
        MACHINE.next(new Reverting(T0, "slow", false), seen(GONE, Verdict.FAIL), LATER);
    assertThat(transition.state()).isEqualTo(new Reverted(LATER, "slow"));
    assertThat(transition.actions()).containsExactly(Action.CLEAN_UP);
  }

  @Test
  void anInterruptTakesTheCanaryBackFromEveryStateBeforePromotion() {
    for (RolloutState state :
        List.of(new Preparing(T0), new Probing(T0), new Shifting(1, T0, T0))) {
      assertThat(next(state, interrupted(), LATER))
          .isEqualTo(new Reverting(LATER, "interrupted", false));
    }
    assertThat(next(new Watching(T0, ""), interrupted(), LATER))
        .isEqualTo(new Succeeded(LATER, "watch was interrupted"));
    assertThat(next(new Promoting(T0, ""), interrupted(), LATER))
        .isEqualTo(new Watching(LATER, ""));
  }

  @Test
  void aResumedStepHasItsOwnPatienceAgain() {
    Shifting resumed = new Shifting(1, MUCH_LATER, T0);
    assertThat(next(resumed, seen(WELL, Verdict.INCONCLUSIVE), MUCH_LATER.plusSeconds(40)))
        .isEqualTo(resumed);
  }

  @Test
  void finalStatesStay() {
    for (RolloutState state :
        List.of(new Succeeded(T0, ""), new Reverted(T0, ""), new Halted(T0, ""))) {
      assertThat(MACHINE.next(state, interrupted(), LATER).actions()).isEmpty();
      assertThat(next(state, interrupted(), LATER)).isEqualTo(state);
    }
  }
}

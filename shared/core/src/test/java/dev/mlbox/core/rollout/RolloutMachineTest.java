package dev.mlbox.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Awaiting;
import dev.mlbox.core.rollout.RolloutState.Halted;
import dev.mlbox.core.rollout.RolloutState.Preparing;
import dev.mlbox.core.rollout.RolloutState.Probing;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverted;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shadowing;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import dev.mlbox.core.rollout.RolloutState.Succeeded;
import dev.mlbox.core.rollout.RolloutState.Watching;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test for each row of the table of states. */
class RolloutMachineTest {
  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant LATER = T0.plusSeconds(60);
  private static final Instant MUCH_LATER = T0.plus(Duration.ofHours(2));
  private static final Health WELL = new Health(2, 2, "");
  private static final Health HALF = new Health(2, 1, "");
  private static final Health GONE = new Health(2, 0, "");
  private static final Health CRASHING = new Health(2, 0, "CrashLoopBackOff: exit 1");

  private static Rules rules(Unproven unproven, Duration watch) {
    return new Rules(
        List.of(new Weight(0.01), new Weight(0.5)),
        Duration.ofSeconds(30),
        50,
        Duration.ofMinutes(10),
        unproven,
        watch,
        Duration.ofMinutes(5));
  }

  private final RolloutMachine machine =
      new RolloutMachine(rules(Unproven.PROMOTE, Duration.ofHours(1)));

  private static Observation seen(Health canary, Verdict judged) {
    return new Observation(
        false, WELL, canary, Verdict.INCONCLUSIVE, 100, judged, "errors rise", false);
  }

  private static Observation probed(boolean first, Verdict probe) {
    return new Observation(
        first, WELL, WELL, probe, 0, Verdict.INCONCLUSIVE, "row 3 differs", false);
  }

  private static Observation interrupted() {
    return new Observation(
        false, WELL, WELL, Verdict.INCONCLUSIVE, 0, Verdict.INCONCLUSIVE, "", true);
  }

  private RolloutState next(RolloutState state, Observation seen, Instant now) {
    return machine.next(state, seen, now).state();
  }

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
    Transition transition = machine.next(new Probing(T0), probed(false, Verdict.PASS), LATER);
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
    Transition transition = machine.next(new Shifting(1, T0, T0), seen(WELL, Verdict.PASS), LATER);
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
  void revertsAtAnyStepWhenACriterionFails() {
    Transition transition =
        machine.next(new Shifting(0, T0, T0), seen(WELL, Verdict.FAIL), T0.plusSeconds(1));
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
  void watchesAfterPromotion() {
    assertThat(next(new Promoting(T0, ""), seen(WELL, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Watching(LATER, ""));
  }

  @Test
  void isDoneAfterPromotionWithoutAWatch() {
    Transition transition =
        new RolloutMachine(rules(Unproven.PROMOTE, Duration.ZERO))
            .next(new Promoting(T0, "forced"), seen(WELL, Verdict.INCONCLUSIVE), LATER);
    assertThat(transition.state()).isEqualTo(new Succeeded(LATER, "forced"));
    assertThat(transition.actions()).containsExactly(Action.CLEAN_UP);
  }

  @Test
  void goesBackToTheWarmVersionWhenTheWatchFails() {
    Transition transition = machine.next(new Watching(T0, ""), seen(WELL, Verdict.FAIL), LATER);
    assertThat(transition.state()).isEqualTo(new Reverting(LATER, "errors rise", true));
    assertThat(transition.actions()).containsExactly(Action.SWITCH_BACK);
  }

  @Test
  void haltsWhenBothVersionsAreUnwell() {
    Observation both =
        new Observation(
            false, GONE, GONE, Verdict.INCONCLUSIVE, 0, Verdict.FAIL, "errors rise", false);
    assertThat(next(new Watching(T0, ""), both, LATER))
        .isEqualTo(
            new Halted(
                LATER, "no box of the canary answers; and no box of the old version answers"));
  }

  @Test
  void succeedsWhenTheWatchIsOver() {
    assertThat(next(new Watching(T0, ""), seen(WELL, Verdict.INCONCLUSIVE), MUCH_LATER))
        .isEqualTo(new Succeeded(MUCH_LATER, ""));
  }

  @Test
  void isRevertedOnceTheStableVersionServes() {
    Transition transition =
        machine.next(new Reverting(T0, "slow", false), seen(GONE, Verdict.FAIL), LATER);
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
  void whatTheLastLookOfAnInterruptedWatchShowsCounts() {
    Observation failing =
        new Observation(
            false, WELL, WELL, Verdict.INCONCLUSIVE, 100, Verdict.FAIL, "errors rise", true);
    assertThat(next(new Watching(T0, ""), failing, LATER))
        .isEqualTo(new Reverting(LATER, "errors rise", true));
  }

  @Test
  void aWatchThatSeesNothingGoesOnAndThenEndsAsConfigured() {
    Observation blind = seen(WELL, Verdict.ERROR);
    Instant over = T0.plus(Duration.ofHours(1));
    Instant longOver = over.plus(Duration.ofMinutes(10));
    Watching watching = new Watching(T0, "");
    assertThat(next(watching, blind, over)).isEqualTo(watching);
    assertThat(next(watching, blind, longOver))
        .isEqualTo(new Succeeded(longOver, "the watch could not be kept; errors rise"));
    assertThat(
            new RolloutMachine(rules(Unproven.REVERT, Duration.ofHours(1)))
                .next(watching, blind, longOver)
                .state())
        .isEqualTo(new Reverting(longOver, "the watch could not be kept; errors rise", true));
  }

  @Test
  void nobodyGoesBackToAnOldVersionThatIsDead() {
    Instant longOver = T0.plus(Duration.ofHours(2));
    Observation bereft =
        new Observation(
            false,
            new Health(2, 0, ""),
            WELL,
            Verdict.PASS,
            100,
            Verdict.ERROR,
            "nobody answers",
            false);
    assertThat(
            new RolloutMachine(rules(Unproven.REVERT, Duration.ofHours(1)))
                .next(new Watching(T0, ""), bereft, longOver)
                .state())
        .isEqualTo(
            new Halted(
                longOver,
                "the watch could not be kept; nobody answers; and no box of the old version"
                    + " answers"));
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
      assertThat(machine.next(state, interrupted(), LATER).actions()).isEmpty();
      assertThat(next(state, interrupted(), LATER)).isEqualTo(state);
    }
  }

  private final RolloutMachine shadowing =
      new RolloutMachine(
          rules(Unproven.PROMOTE, Duration.ofHours(1)).in(new Manner(Weight.ALL, null)));

  private RolloutState inShadow(Observation seen, Instant now) {
    return shadowing.next(new Shadowing(T0), seen, now).state();
  }

  @Test
  void copiesComeBeforeAnyLiveWeightButNotForTheFirstVersion() {
    assertThat(shadowing.next(new Probing(T0), probed(false, Verdict.PASS), LATER))
        .isEqualTo(new Transition(new Shadowing(LATER), List.of(Action.SHADOW)));
    assertThat(shadowing.next(new Probing(T0), probed(true, Verdict.PASS), LATER).state())
        .isEqualTo(new Promoting(LATER, ""));
  }

  @Test
  void theShadowEndsAfterOneStepsExposure() {
    assertThat(inShadow(seen(WELL, Verdict.INCONCLUSIVE), T0.plusSeconds(29)))
        .isEqualTo(new Shadowing(T0));
    assertThat(inShadow(seen(WELL, Verdict.INCONCLUSIVE), LATER))
        .isEqualTo(new Shifting(0, LATER, LATER));
  }

  @Test
  void withoutTrafficTheShadowEndsWithAStepsPatience() {
    Observation quiet =
        new Observation(
            false, WELL, WELL, Verdict.INCONCLUSIVE, 0, Verdict.INCONCLUSIVE, "", false);
    assertThat(inShadow(quiet, LATER)).isEqualTo(new Shadowing(T0));
    assertThat(inShadow(quiet, MUCH_LATER)).isEqualTo(new Shifting(0, MUCH_LATER, MUCH_LATER));
  }

  @Test
  void aCanaryThatIsWorseInItsShadowIsReverted() {
    assertThat(inShadow(seen(WELL, Verdict.FAIL), LATER))
        .isEqualTo(new Reverting(LATER, "in its shadow: errors rise", false));
  }

  @Test
  void countsThatCannotBeReadHoldTheShadow() {
    assertThat(inShadow(seen(WELL, Verdict.ERROR), LATER)).isEqualTo(new Shadowing(T0));
    assertThat(inShadow(seen(WELL, Verdict.ERROR), MUCH_LATER))
        .isEqualTo(new Reverting(MUCH_LATER, "errors rise", false));
  }

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

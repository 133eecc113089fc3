package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Sightings.GONE;
import static dev.mlbox.core.rollout.Sightings.LATER;
import static dev.mlbox.core.rollout.Sightings.MACHINE;
import static dev.mlbox.core.rollout.Sightings.MUCH_LATER;
import static dev.mlbox.core.rollout.Sightings.T0;
import static dev.mlbox.core.rollout.Sightings.WELL;
import static dev.mlbox.core.rollout.Sightings.next;
import static dev.mlbox.core.rollout.Sightings.rules;
import static dev.mlbox.core.rollout.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Halted;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Succeeded;
import dev.mlbox.core.rollout.RolloutState.Watching;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rows of the table of states from the promotion on. */
class WatchStatesTest {
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
    Transition transition = MACHINE.next(new Watching(T0, ""), seen(WELL, Verdict.FAIL), LATER);
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
                "the watch could not be kept; nobody answers; and no box of the old version answers"));
  }
}

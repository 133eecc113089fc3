package dev.mlbox.core.rollout;

import static dev.mlbox.core.rollout.Sightings.LATER;
import static dev.mlbox.core.rollout.Sightings.MUCH_LATER;
import static dev.mlbox.core.rollout.Sightings.T0;
import static dev.mlbox.core.rollout.Sightings.WELL;
import static dev.mlbox.core.rollout.Sightings.probed;
import static dev.mlbox.core.rollout.Sightings.rules;
import static dev.mlbox.core.rollout.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.rollout.RolloutState.Probing;
import dev.mlbox.core.rollout.RolloutState.Promoting;
import dev.mlbox.core.rollout.RolloutState.Reverting;
import dev.mlbox.core.rollout.RolloutState.Shadowing;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the table of states of a canary that gets copies. */
class ShadowStateTest {
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
}

package dev.mlbox.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.RolloutState.Shifting;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Instant T0 = Instant.parse("2026-11-28T12:00:00Z");
  private static final Shifting FIRST = new Shifting(0, T0, T0);

  private static Rules rules(Unproven unproven) {
    return new Rules(
        List.of(new Weight(0.01), new Weight(0.5)),
        Duration.ofSeconds(30),
        50,
        Duration.ofMinutes(10),
        unproven,
        Duration.ofHours(1),
        Duration.ofMinutes(5));
  }

  private static String waits(RolloutState state, int second, LiveBatch... log) {
    return Waits.of(rules(Unproven.PROMOTE), state, List.of(log), "", T0.plusSeconds(second));
  }

  private static LiveBatch requests(int step, long canary) {
    return new LiveBatch(
        0, step, 0.5, new ArmOutcome(canary, 0, 0, 0), new ArmOutcome(canary, 0, 0, 0));
  }

  @Test
  void theTimeOfAStepIsWaitedForWithoutAWord() {
    assertThat(waits(FIRST, 29)).isEmpty();
  }

  @Test
  void aCanaryThatNobodyAsksSaysWhatHelps() {
    assertThat(waits(FIRST, 60))
        .isEqualTo(
            "waits for 50 requests to the canary, 0 so far, 19m left, then it is promoted"
                + " unproven; `mlbox traffic` sends some");
  }

  @Test
  void aFewRequestsAreCounted() {
    assertThat(waits(FIRST, 1_170, requests(0, 12)))
        .isEqualTo(
            "waits for 50 requests to the canary, 12 so far, 30s left, then it is promoted"
                + " unproven");
  }

  @Test
  void theLastStepWaitsForProof() {
    Shifting last = new Shifting(1, T0.plusSeconds(60), T0);

    assertThat(waits(last, 120, requests(0, 60), requests(1, 60)))
        .isEqualTo("waits for proof, 18m left, then it is promoted unproven");
    assertThat(waits(FIRST, 60, requests(0, 60))).isEmpty();
  }

  @Test
  void whatIsHeldHasNoPatienceLeft() {
    assertThat(
            Waits.of(
                rules(Unproven.HOLD), FIRST, List.of(requests(0, 1)), "", T0.plusSeconds(1_201)))
        .isEqualTo("waits for 50 requests to the canary, 1 so far, patience is over, it is held");
  }

  @Test
  void aDoubtedCanaryIsWaitedFor() {
    assertThat(doubted(FIRST, 60))
        .isEqualTo(
            "waits for at most 9m until this is over, or proven and reverted: of late, errors 5 %");
    assertThat(doubted(new Shifting(1, T0.plusSeconds(60), T0), 120))
        .as("the last step, which has what is left of all patience, and one more")
        .isEqualTo(
            "waits for at most 28m until this is over, or proven and reverted: of late, errors 5 %");
  }

  @Test
  void aCanaryThatHangsIsNotSaidToLackRequests() {
    assertThat(doubted(FIRST, 60)).doesNotContain("mlbox traffic");
  }

  @Test
  void whoeverIsToPromoteItReadsOfADoubt() {
    RolloutState awaiting = new RolloutState.Awaiting(1, T0, T0, "");
    assertThat(doubted(awaiting, 60)).isEqualTo("in doubt: of late, errors 5 %");
    assertThat(waits(awaiting, 60)).isEmpty();
  }

  private static String doubted(RolloutState state, int second) {
    return Waits.of(
        rules(Unproven.PROMOTE),
        state,
        List.of(requests(0, 1)),
        "of late, errors 5 %",
        T0.plusSeconds(second));
  }

  @Test
  void otherStatesWaitForNoRequests() {
    assertThat(waits(new RolloutState.Watching(T0, ""), 60)).isEmpty();
  }
}

package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final Instant T0 = Instant.parse("2026-11-29T10:00:00Z");
  private final Bursts fresh = Bursts.from(T0);

  @Test
  void aFewLateAnswersCountInFull() {
    assertThat(fresh.part(0)).isEqualTo(1);
    assertThat(fresh.part(4)).isEqualTo(1);
  }

  @Test
  void ofManyThatAreLateTogetherAFewCount() {
    assertThat(fresh.part(40)).isEqualTo(4.0 / 40);
  }

  @Test
  void asManyMayCountAgainWhenASecondHasPassed() {
    Bursts used = fresh.minus(40);
    assertThat(used.part(1)).isLessThan(0.01).isPositive();
    assertThat(used.passed(T0.plusMillis(250)).part(10)).isCloseTo(0.1, within(1e-9));
    assertThat(used.passed(T0.plusSeconds(60)).part(10)).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void aPartOfWhatIsKnownIsMadeWholeForBothVersions() {
    ArmOutcome seen = new ArmOutcome(40, 1, 40, 33);
    assertThat(seen.timedPart(0.1)).isEqualTo(new ArmOutcome(40, 1, 4, 4, 40L, 33L));
    assertThat(seen.timedPart(1)).isEqualTo(seen);
  }

  @Test
  void aReasonTellsOfAllThatWasSeen() {
    assertThat(
            Criterion.Kind.SLOW.counts(
                "slow",
                new ArmOutcome(50, 1, 40, 33).timedPart(0.1),
                new ArmOutcome(160, 0, 160, 0).timedPart(0.1)))
        .isEqualTo(
            "slow 82.50 % of the canary's requests (33 of 40 that count, of 50),"
                + " 0.00 % of the stable's (0 of 160)");
  }

  @Test
  void whatCountsAndWhatWasSeenAddUpEachByItself() {
    ArmOutcome stall = new ArmOutcome(40, 1, 40, 33).timedPart(0.1);
    ArmOutcome calm = new ArmOutcome(10, 0, 10, 1);
    assertThat(stall.plus(calm)).isEqualTo(new ArmOutcome(50, 1, 14, 5, 50L, 34L));
    assertThat(stall.plus(calm).minus(calm)).isEqualTo(stall);
    assertThat(stall.plus(calm).minus(stall)).isEqualTo(calm);
  }
}

package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Grace.Answers;
import dev.mlbox.core.judge.TotalSlowness.Arms;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TotalSlownessTest {
  private static final Instant T0 = Instant.parse("2026-11-29T10:00:00Z");
  private static final Answers STABLE = new Answers(80, 1, 0);
  private static final Answers WELL = new Answers(20, 0, 0);
  private static final Answers FAR = new Answers(20, 20, 20);

  private TotalSlowness total = TotalSlowness.from(T0);
  private Instant now = T0;

  /** Half a second of 200 requests/s, of which the canary gets a fifth. */
  private void half(Answers stable, Answers canary, boolean answeredWell) {
    now = now.plusMillis(500);
    total = total.plus(now, new Arms(stable, canary), answeredWell);
  }

  private int halvesUntilProven(Answers canary, boolean answeredWell) {
    int halves = 0;
    while (!total.isProven() && halves < 100) {
      half(STABLE, canary, answeredWell);
      halves++;
    }
    return halves;
  }

  @Test
  void isProvenWithinTwoSecondsOfACanaryThatHasAnsweredWell() {
    for (int i = 0; i < 6; i++) {
      half(STABLE, WELL, true);
    }
    assertThat(total.evidence()).isLessThan(1e-9);
    assertThat(halvesUntilProven(FAR, true)).isEqualTo(3);
    assertThat(total.told().canary()).isEqualTo(new Answers(60, 60, 60));
  }

  @Test
  void takesLongerOfACanaryThatHasNotAnsweredWellYet() {
    assertThat(halvesUntilProven(FAR, false)).isEqualTo(3);
    total = TotalSlowness.from(now);
    assertThat(halvesUntilProven(new Answers(10, 10, 10), false)).isEqualTo(4);
  }

  @Test
  void whatIsPartlyLateIsNot() {
    assertThat(halvesUntilProven(new Answers(20, 20, 12), true)).isEqualTo(100);
    assertThat(halvesUntilProven(new Answers(20, 20, 0), true)).isEqualTo(100);
  }

  @Test
  void whatStandsStillForAMomentIsNot() {
    half(STABLE, WELL, true);
    half(STABLE, FAR, true);
    half(STABLE, FAR, true);
    half(STABLE, WELL, true);
    assertThat(total.isProven()).isFalse();
    half(STABLE, WELL, true);
    assertThat(total.evidence()).isLessThan(1e-9);
  }

  @Test
  void whatBefallsBothVersionsSaysNothing() {
    for (int i = 0; i < 100; i++) {
      half(new Answers(80, 60, 40), FAR, true);
    }
    assertThat(total.isProven()).isFalse();
  }

  @Test
  void moreIsWaitedForWhereThereIsNothingToCompareWith() {
    for (int i = 0; i < 100; i++) {
      half(Answers.NONE, FAR, true);
    }
    assertThat(total.blocks()).isZero();
    half(STABLE, Answers.NONE, true);
    assertThat(total.isProven()).isTrue();
  }

  /** The level of a step is 1 in 10,000, whichever of half or three quarters is claimed. */
  @Test
  void anEqualCanaryOfWhichAsMuchIsLateAsIsClaimedIsHardlyEverProvenSlow() {
    SplittableRandom random = new SplittableRandom(29);
    int proven = 0;
    for (int run = 0; run < 4_000; run++) {
      boolean well = run % 2 == 0;
      total = TotalSlowness.from(T0);
      now = T0;
      for (int i = 0; i < 40 && !total.isProven(); i++) {
        long far = 0;
        for (int answer = 0; answer < 20; answer++) {
          far += random.nextDouble() < (well ? 0.5 : 0.75) ? 1 : 0;
        }
        half(STABLE, new Answers(20, far, far), well);
      }
      proven += total.isProven() ? 1 : 0;
    }
    assertThat(proven).isLessThanOrEqualTo(3);
  }

  @Test
  void oneBlockOfManyAnswersProvesNothing() {
    half(STABLE, new Answers(10_000, 10_000, 10_000), true);
    assertThat(total.isProven()).isFalse();
    assertThat(Duration.between(T0, now)).isLessThan(Duration.ofSeconds(1));
  }
}

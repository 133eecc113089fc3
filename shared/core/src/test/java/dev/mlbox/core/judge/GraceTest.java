package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Grace.Answers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GraceTest {
  private static final Instant T0 = Instant.parse("2026-11-29T10:00:00Z");
  private static final Answers WELL = new Answers(40, 0, 0);
  private static final Answers STABLE = new Answers(160, 1, 0);
  private static final Answers BUSY = new Answers(160, 12, 3);

  private Grace grace = Grace.of(T0, Duration.ofSeconds(10));

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private void look(int second, Answers canary) {
    grace = grace.seen(at(second), STABLE, canary, false);
  }

  @Test
  void isOverWhenTheCanaryHasAnsweredWellForLongEnough() {
    for (int second = 1; second <= 4; second++) {
      look(second, WELL);
    }
    assertThat(grace.isOn(at(4))).isTrue();
    look(5, WELL);
    assertThat(grace.isOn(at(5))).isFalse();
  }

  @Test
  void isOverAtItsLongestWhateverTheCanaryAnswers() {
    look(1, new Answers(40, 20, 0));
    assertThat(grace.isOn(at(9))).isTrue();
    assertThat(grace.isOn(at(10))).isFalse();
  }

  @Test
  void aRunIsOverWithTooManyLateAnswers() {
    for (int second = 1; second <= 9; second++) {
      look(second, new Answers(40, second == 4 ? 8 : 0, 0));
    }
    assertThat(grace.isOn(at(8))).isTrue();
    assertThat(grace.isOn(at(9))).as("five seconds after the late ones").isFalse();
  }

  @Test
  void aFewAnswersShowThatItCanAnswerInTime() {
    look(1, new Answers(29, 0, 0));
    assertThat(grace.isPastItsFirst(at(1))).isFalse();
    assertThat(grace.isPastItsFirst(at(3))).as("time enough").isTrue();
    look(2, new Answers(1, 0, 0));
    assertThat(grace.isPastItsFirst(at(2))).isTrue();
  }

  @Test
  void aBoxThatBeginsLaterNeedsOneToo() {
    grace = grace.seen(at(30), STABLE, WELL, true);
    assertThat(grace.isOn(at(30))).isTrue();
    assertThat(grace.isOn(at(40))).isFalse();
  }

  @Test
  void aBusyMachineIsNoFaultOfTheCanary() {
    grace = grace.seen(at(30), BUSY, new Answers(40, 15, 5), false);
    assertThat(grace.isOn(at(30))).isTrue();
    grace = grace.seen(at(39), BUSY, new Answers(40, 15, 5), false);
    assertThat(grace.isOn(at(41))).as("it is busy still").isTrue();
  }

  /** Else boxes that begin again and again would end all judging of slowness. */
  @Test
  void slownessCountsForAtLeastHalfOfTheTime() {
    int on = 0;
    for (int second = 1; second <= 1_000; second++) {
      grace = grace.seen(at(second), BUSY, new Answers(40, 15, 5), true);
      on += grace.isOn(at(second)) ? 1 : 0;
    }
    assertThat(on).isBetween(400, 510);
  }

  @Test
  void aVersionThatWasWarmBeforeHasNoneUntilABoxBegins() {
    grace = Grace.over(T0, Duration.ofSeconds(10)).seen(at(1), STABLE, WELL, false);
    assertThat(grace.isOn(at(1))).isFalse();
    assertThat(grace.isPastItsFirst(at(1))).isTrue();
    grace = grace.seen(at(2), STABLE, WELL, true);
    assertThat(grace.isOn(at(2))).isTrue();
  }

  @Test
  void noneIsOnWhereNoneIsWanted() {
    grace = Grace.of(T0, Duration.ZERO).seen(T0, BUSY, new Answers(40, 15, 5), true);
    assertThat(grace.isOn(T0)).isFalse();
  }
}

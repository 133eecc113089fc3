package dev.mlbox.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When there are boxes enough. */
class HealthTest {
  @Test
  void ofFewBoxesAllHaveToAnswer() {
    assertThat(new Health(2, 2, "").isReady()).isTrue();
    assertThat(new Health(2, 1, "").isReady()).isFalse();
    assertThat(new Health(49, 48, "").isReady()).isFalse();
    assertThat(Health.NONE.isReady()).isFalse();
  }

  @Test
  void ofHundredsOneInFiftyMayBeOnItsWay() {
    assertThat(new Health(500, 490, "").isReady()).isTrue();
    assertThat(new Health(500, 489, "").isReady()).isFalse();
    assertThat(new Health(50, 49, "").isReady()).isTrue();
  }

  @Test
  void boxesInTroubleAreNotReadyHoweverManyAnswer() {
    assertThat(new Health(500, 500, "CrashLoopBackOff").isReady()).isFalse();
  }
}

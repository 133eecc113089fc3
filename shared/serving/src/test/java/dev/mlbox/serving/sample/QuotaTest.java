package dev.mlbox.serving.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Random random = new Random(1);
  private final Quota quota = new Quota(100, nanos::get, random::nextDouble);

  /** How many of the first and of the last half of a second's requests are kept. */
  private int[] second(int requests) {
    int[] kept = new int[2];
    for (int i = 0; i < requests; i++) {
      kept[2 * i / requests] += quota.take() ? 1 : 0;
    }
    nanos.addAndGet(1_000_000_000L);
    return kept;
  }

  @Test
  void allAreKeptBelowTheRate() {
    assertThat(second(80)).containsExactly(40, 40);
    assertThat(second(100)).containsExactly(50, 50);
  }

  @Test
  void aboveItTheLateAreAsLikelyAsTheEarly() {
    assertThat(second(10_000)).containsExactly(100, 0);
    int early = 0;
    int late = 0;
    for (int i = 0; i < 100; i++) {
      int[] kept = second(10_000);
      early += kept[0];
      late += kept[1];
    }
    assertThat(early + late).isBetween(9_000, 10_000);
    assertThat(late).isGreaterThan(4_000);
  }
}

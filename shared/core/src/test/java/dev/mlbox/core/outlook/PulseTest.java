package dev.mlbox.core.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");

  private final Pulse pulse = new Pulse();

  private double at(long second, long total) {
    return pulse.at(T0.plusSeconds(second), total);
  }

  @Test
  void countsThatComeInLumpsGiveASteadyRate() {
    assertThat(at(0, 1000)).isZero();
    assertThat(at(2, 1200)).isEqualTo(100);
    assertThat(at(3, 1200)).isEqualTo(100);
    assertThat(at(4, 1400)).isEqualTo(100);
  }

  @Test
  void theLastTwentySecondsCount() {
    at(0, 0);
    at(10, 10);
    at(30, 1010);
    assertThat(at(40, 1510)).isEqualTo(50);
  }

  @Test
  void nothingForLongIsNothing() {
    at(0, 0);
    at(10, 1000);
    assertThat(at(31, 1000)).isZero();
  }

  @Test
  void aNewRolloutCountsFromItsOwnStart() {
    at(0, 0);
    at(10, 1000);
    assertThat(at(11, 0)).isZero();
    assertThat(at(12, 7)).isEqualTo(7);
  }
}

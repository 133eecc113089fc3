package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AreaIntervalTest {

  @Test
  void boundsAreAsFarFromTheAreaAsTheirOwnErrorSays() {
    Interval interval = AreaInterval.newcombe(0.9, 20, 80, 0.95);

    assertThat(0.9 - interval.lower())
        .isCloseTo(1.959964 * error(interval.lower(), 20, 80), within(1e-6));
    assertThat(interval.upper() - 0.9)
        .isCloseTo(1.959964 * error(interval.upper(), 20, 80), within(1e-6));
  }

  /** Hanley and McNeil's, with both exponents replaced by the average class size. */
  private static double error(double theta, double m, double k) {
    double pairs = (m + k) / 2 - 1;
    return Math.sqrt(
        theta
            * (1 - theta)
            * (1 + pairs * (1 - theta) / (2 - theta) + pairs * theta / (1 + theta))
            / (m * k));
  }

  @Test
  void aPerfectAreaHasALowerBoundToo() {
    Interval interval = AreaInterval.newcombe(1, 5, 50, 0.95);

    assertThat(interval.upper()).isEqualTo(1);
    assertThat(interval.lower()).isBetween(0.6, 0.95);
  }

  @Test
  void turnsWithTheScores() {
    Interval one = AreaInterval.newcombe(0.8, 12, 30, 0.9);
    Interval other = AreaInterval.newcombe(0.2, 12, 30, 0.9);

    assertThat(other.lower()).isCloseTo(1 - one.upper(), within(1e-9));
    assertThat(other.upper()).isCloseTo(1 - one.lower(), within(1e-9));
  }
}

package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AbsoluteSumTest {
  private static final int PARTS = 15;

  /** How often, of 2,000 draws around these means, the interval holds the sum of their sizes. */
  private static int held(double[] means, double error) {
    Random random = new Random(1);
    double truth = 0;
    for (double mean : means) {
      truth += Math.abs(mean);
    }
    double[] shares = new double[PARTS];
    double[] variances = new double[PARTS];
    java.util.Arrays.fill(shares, 1.0 / PARTS);
    java.util.Arrays.fill(variances, error * error);
    int held = 0;
    for (int draw = 0; draw < 2_000; draw++) {
      double[] seen = new double[PARTS];
      for (int i = 0; i < PARTS; i++) {
        seen[i] = means[i] + error * random.nextGaussian();
      }
      // So many rows that it does not matter into which parts they fall.
      Interval interval = new AbsoluteSum(seen, variances, shares, 1_000_000_000L).interval(0.95);
      held += interval.contains(truth) ? 1 : 0;
    }
    return held;
  }

  @Test
  void holdsTheTruthWhereThereIsNothingButChance() {
    assertThat(held(new double[PARTS], 0.01)).isBetween(1_870, 1_980);
  }

  @Test
  void holdsTheTruthWhereChanceIsNothing() {
    double[] means = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      means[i] = i % 2 == 0 ? 0.2 : -0.3;
    }
    assertThat(held(means, 0.01)).isBetween(1_870, 1_930);
  }

  // Far from 0 an absolute value is normal: Σ|x| ± 1.959964·√(Σv + the spread over parts).
  @Test
  void isTheNormalIntervalFarFromZero() {
    double[] seen = {0.3, -0.1};
    AbsoluteSum sum =
        new AbsoluteSum(seen, new double[] {1e-6, 1e-6}, new double[] {0.5, 0.5}, 10_000);

    Interval interval = sum.interval(0.95);

    double spread = (0.09 / 0.5 + 0.01 / 0.5 - 0.16) / 10_000;
    double reach = 1.959964 * Math.sqrt(2e-6 + spread);
    assertThat(sum.value()).isEqualTo(0.4);
    assertThat(interval.lower()).isCloseTo(0.4 - reach, within(1e-4));
    assertThat(interval.upper()).isCloseTo(0.4 + reach, within(1e-4));
  }

  @Test
  void ofNothingItIsNothing() {
    Interval interval =
        new AbsoluteSum(new double[2], new double[2], new double[] {1, 0}, 9).interval(0.95);

    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isZero();
  }
}

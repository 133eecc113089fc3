package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcaTest {
  private static final long SEED = 20260103;

  // Data of scipy, stats/tests/test_resampling.py; limits by R's boot with a million replicates.
  private static final double[] SKEWED = {
    10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213
  };

  // Spatial test A of Efron and Tibshirani (1993), table 14.1.
  private static final double[] SPATIAL = {
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30,
    41
  };

  private static double mean(double[] values, int[] counts) {
    double sum = 0;
    int rows = 0;
    for (int i = 0; i < values.length; i++) {
      sum += counts[i] * values[i];
      rows += counts[i];
    }
    return sum / rows;
  }

  private static double variance(double[] values, int[] counts) {
    double mean = mean(values, counts);
    double[] squares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      squares[i] = (values[i] - mean) * (values[i] - mean);
    }
    return mean(squares, counts);
  }

  @Test
  void agreesWithTheBootPackageOfR() {
    Bca bca = Bca.ofRows(SKEWED.length, 400_000, SEED, counts -> mean(SKEWED, counts));

    assertThat(bca.interval(0.95).lower()).isCloseTo(32.3, Percentage.withPercentage(0.5));
    assertThat(bca.interval(0.95).upper()).isCloseTo(91.4, Percentage.withPercentage(0.5));
    assertThat(bca.acceleration()).isCloseTo(0.0615288696, within(5e-11));
  }

  @Test
  void takesTheAccelerationFromInfluenceValuesToo() {
    double[] influence = new double[SKEWED.length];
    for (int i = 0; i < influence.length; i++) {
      influence[i] = SKEWED[i] - 53.99375;
    }
    Bca bca = Bca.ofRows(influence, Bca.REPLICATES, SEED, counts -> mean(SKEWED, counts));

    assertThat(bca.acceleration()).isCloseTo(0.0615288696, within(1e-9));
    assertThat(bca.interval(0.95))
        .isEqualTo(
            Bca.ofRows(SKEWED.length, Bca.REPLICATES, SEED, counts -> mean(SKEWED, counts))
                .interval(0.95));
  }

  // Estimate and acceleration are deterministic; limits by an independent run of 400,000
  // replicates.
  @Test
  void agreesWithTheSpatialTestData() {
    Bca bca = Bca.ofRows(SPATIAL.length, 200_000, SEED, counts -> variance(SPATIAL, counts));

    assertThat(bca.estimate()).isCloseTo(171.5340237, within(5e-8));
    assertThat(bca.acceleration()).isCloseTo(0.0612401198, within(5e-11));
    assertThat(bca.interval(0.90).lower()).isCloseTo(115.5, within(0.7));
    assertThat(bca.interval(0.90).upper()).isCloseTo(260.9, within(1.3));
  }

  // Exact by convolution of the difference's distribution. Limits are multiples of 1/n; a share
  // drawn
  // close to a step of the distribution may land one step aside.
  @ParameterizedTest
  @CsvSource({
    "12, 2, 50, 0.0097615, 0.0096225045, 0.08, 0.34",
    "16, 8, 86, 0.0021897, , -0.0116279, 0.2093023",
    "30, 38, 1000, -0.0019019, -0.001895709, -0.024, 0.008",
    "30, 50, 1000, , , -0.038, -0.003"
  })
  void drawsTablesLikeRows(
      int b, int c, int n, Double bias, Double acceleration, double lower, double upper) {
    Bca bca =
        Bca.ofTable(
            new int[] {b, c, n - b - c},
            200_000,
            SEED,
            counts -> (double) (counts[0] - counts[1]) / (counts[0] + counts[1] + counts[2]));

    if (bias != null) {
      assertThat(bca.bias()).isCloseTo(bias, within(0.006));
    }
    if (acceleration != null) {
      assertThat(bca.acceleration()).isCloseTo(acceleration, within(5e-10));
    }
    assertThat(bca.interval(0.95).lower()).isCloseTo(lower, within(1.01 / n));
    assertThat(bca.interval(0.95).upper()).isCloseTo(upper, within(1.01 / n));
  }

  @Test
  void repeatsItselfWithTheSameSeed() {
    Bca first = Bca.ofRows(SKEWED.length, 1_000, SEED, counts -> mean(SKEWED, counts));
    Bca again = Bca.ofRows(SKEWED.length, 1_000, SEED, counts -> mean(SKEWED, counts));
    Bca other = Bca.ofRows(SKEWED.length, 1_000, SEED + 1, counts -> mean(SKEWED, counts));

    assertThat(again.interval(0.95)).isEqualTo(first.interval(0.95));
    assertThat(other.interval(0.95)).isNotEqualTo(first.interval(0.95));
  }

  @Test
  void findsNoSpreadInAConstant() {
    Bca bca = Bca.ofRows(5, 1_000, SEED, counts -> 0.25);

    assertThat(bca.interval(0.95)).isEqualTo(new Interval(0.25, 0.25));
    assertThat(bca.bias()).isZero();
    assertThat(bca.acceleration()).isZero();
  }

  @Test
  void leavesOutDrawsForWhichTheStatisticIsUndefined() {
    // Undefined when none of three rows out of twelve is drawn: about 3 % of the draws.
    Bca bca =
        Bca.ofTable(
            new int[] {3, 9}, 1_000, SEED, counts -> counts[0] == 0 ? Double.NaN : counts[1]);

    assertThat(bca.interval(0.95).upper()).isLessThanOrEqualTo(11);
  }

  @Test
  void saysWhatItCannotResample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bca.ofRows(1, 1_000, SEED, counts -> 0))
        .withMessage("rows must be at least 2, but is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bca.ofRows(2, 999, SEED, counts -> 0))
        .withMessage("replicates must be at least 1000, but is 999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bca.ofTable(new int[] {3, -1}, 1_000, SEED, counts -> 0))
        .withMessage("a count must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Bca.ofTable(
                    new int[] {1, 9}, 1_000, SEED, counts -> counts[0] == 0 ? Double.NaN : 1))
        .withMessage("the statistic is undefined without a row of cell 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Bca.ofTable(
                    new int[] {2, 200}, 1_000, SEED, counts -> counts[0] == 0 ? Double.NaN : 1))
        .withMessageMatching("the statistic is undefined for 1\\d\\d of 1000 draws");
  }
}

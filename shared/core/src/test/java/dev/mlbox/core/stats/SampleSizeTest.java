package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {
  // (z_0.05 + z_0.20)² = 6.1826, computed with scipy.
  @ParameterizedTest
  @CsvSource({"0.10, 0.02, 1546", "0.10, 0.01, 6183", "0.05, 0.01, 3092"})
  void countsTheRowsOfANonInferiorityTest(double psi, double margin, long rows) {
    assertThat(SampleSize.pairedNonInferiority(psi, margin, 0.05, 0.8)).isEqualTo(rows);
  }

  // In points, computed with scipy.
  @ParameterizedTest
  @CsvSource({
    "500, 0.02, 1.57", "1000, 0.02, 1.11", "10000, 0.02, 0.35",
    "1000, 0.05, 1.76", "2000, 0.05, 1.24", "5000, 0.05, 0.79",
    "500, 0.10, 3.52", "5000, 0.10, 1.11", "10000, 0.20, 1.11"
  })
  void findsTheMarginThatRowsCanProve(long n, double psi, double points) {
    assertThat(100 * SampleSize.smallestProvableMargin(n, psi, 0.05, 0.8))
        .isCloseTo(points, within(0.005));
  }

  @Test
  void marginAndRowsAreInverse() {
    double margin = SampleSize.smallestProvableMargin(5000, 0.07, 0.05, 0.8);

    assertThat(SampleSize.pairedNonInferiority(0.07, margin * (1 + 1e-12), 0.05, 0.8))
        .isEqualTo(5000);
  }

  @Test
  void needsNoRowsWithoutDisagreement() {
    assertThat(SampleSize.pairedNonInferiority(0, 0.01, 0.05, 0.8)).isZero();
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleSize.pairedNonInferiority(0.1, 0, 0.05, 0.8))
        .withMessage("distance must be positive, but is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleSize.smallestProvableMargin(0, 0.1, 0.05, 0.8))
        .withMessage("n must be at least 1, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleSize.smallestProvableMargin(10, 0.1, 0.05, 0.01))
        .withMessage("power must exceed alpha, but is 0.01");
  }

  @Test
  void aBoundTellsWhatItsRowsCanProve() {
    // z = 1.6449 and 0.8416: 0.01 · 2.4865/1.6449
    assertThat(SampleSize.provableMargin(0.01, 0.05, 0.8)).isCloseTo(0.015117, within(1e-6));
  }
}

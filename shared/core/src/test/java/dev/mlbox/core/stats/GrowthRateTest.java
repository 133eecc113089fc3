package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthRateTest {
  // After a million trials with exactly the expected events, the test's evidence is at most the
  // best
  // point's growth and at least that minus ln 48.
  @ParameterizedTest
  @CsvSource({"0.05, 0.05, 0.01, 1.5", "0.05, 0.02, 0.01, 1", "0.5, 0.004, 0.001, 2"})
  void foretellsTheEvidenceOfTheTest(
      double rho, double treatedRate, double controlRate, double ratio) {
    long treated = Math.round(1e6 * rho * treatedRate);
    long control = Math.round(1e6 * (1 - rho) * controlRate);
    double logE = ConditionalShareTest.against(ratio).plus(rho, treated, control).logEWorse();
    double grown = 1e6 * new GrowthRate(rho, treatedRate, controlRate, ratio).best();

    assertThat(logE).isBetween(grown - Math.log(48) - 1e-9, grown + 1e-9);
  }

  // g(5) by hand: 0.0025 ln(5/1.5) - 0.012 ln(1.2/1.025).
  @Test
  void followsItsFormula() {
    assertThat(new GrowthRate(0.05, 0.05, 0.01, 1.5).at(5))
        .isCloseTo(0.0025 * Math.log(5 / 1.5) - 0.012 * Math.log(1.2 / 1.025), within(1e-15));
  }

  // Simulated medians of the test, in trials of the treated arm: 245 and 1,549.
  @ParameterizedTest
  @CsvSource({"0.05, 1.5, 245", "0.02, 1.0, 1549"})
  void boundsTheSimulatedMedianFromAboveByLessThanThree(
      double treatedRate, double ratio, double median) {
    double needed = 0.05 * new GrowthRate(0.05, treatedRate, 0.01, ratio).trialsNeeded(0.01);

    assertThat(needed).isBetween(median, 3 * median);
  }

  @Test
  void needsForeverWithoutADifference() {
    assertThat(new GrowthRate(0.05, 0.01, 0.01, 1).trialsNeeded(0.01))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new GrowthRate(0.05, 0, 0, 1).trialsNeeded(0.01))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthRate(0, 0.1, 0.1, 1))
        .withMessage("rho must be between 0 and 1, exclusive, but is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthRate(0.1, 1.1, 0.1, 1))
        .withMessage("treatedRate must be between 0 and 1, but is 1.1");
  }
}

package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitAlarmTest {
  // Computed independently in Python from the closed form.
  @ParameterizedTest
  @CsvSource({
    "20, 80, 0.1, 100, 6.8259, 5e-5",
    "20, 80, 0.1, 10, 12.8749, 5e-5",
    "25, 75, 0.1, 100, 103.632, 5e-4",
    "10, 90, 0.1, 100, 0.704136, 5e-7"
  })
  void agreesWithIndependentNumbers(
      long treated, long control, double rho, double concentration, double e, double tolerance) {
    double logE = new SplitAlarm(rho, concentration).logE(treated, control);

    assertThat(Math.exp(logE)).isCloseTo(e, within(tolerance));
  }

  @Test
  void startsWithoutEvidence() {
    assertThat(SplitAlarm.of(0.1).logE(0, 0)).isZero();
  }

  // The prior's predictive probability of the next trial, times the ratio to ρ, is 1 on average.
  @Property(tries = 200)
  void isAFairBet(
      @ForAll @LongRange(min = 0, max = 1_000_000) long treated,
      @ForAll @LongRange(min = 0, max = 1_000_000) long control) {
    SplitAlarm alarm = SplitAlarm.of(0.1);
    double before = alarm.logE(treated, control);

    assertThat(
            0.1 * Math.exp(alarm.logE(treated + 1, control) - before)
                + 0.9 * Math.exp(alarm.logE(treated, control + 1) - before))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void ringsWhenTwelvePercentArriveInsteadOfTen() {
    assertThat(SplitAlarm.of(0.1).logE(1_200, 8_800)).isGreaterThan(Math.log(1_000));
    assertThat(SplitAlarm.of(0.1).logE(1_000, 9_000)).isNegative();
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SplitAlarm.of(1))
        .withMessage("rho must be between 0 and 1, exclusive, but is 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitAlarm(0.5, 0))
        .withMessage("concentration must be positive and finite, but is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SplitAlarm.of(0.5).logE(-1, 0))
        .withMessage("trials must not be negative");
  }
}

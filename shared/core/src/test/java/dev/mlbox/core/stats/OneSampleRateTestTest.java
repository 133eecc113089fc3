package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneSampleRateTestTest {
  // Computed independently in Python from the formula, 48-point prior.
  @ParameterizedTest
  @CsvSource({
    "2, 2, 0.001, 11.316266",
    "500, 5, 0.001, 5.212485",
    "500, 1, 0.001, -1.242145",
    "1000, 0, 0.001, -2.425764"
  })
  void findsRatesAboveTheFloor(long trials, long events, double floor, double logE) {
    assertThat(OneSampleRateTest.against(floor).plus(trials, events).logEAbove())
        .isCloseTo(logE, within(5e-7));
  }

  // Same source.
  @ParameterizedTest
  @CsvSource({
    "740, 0, 0.005, 3.135765",
    "1000, 0, 0.005, 4.314101",
    "2000, 3, 0.005, 2.359149",
    "500, 5, 0.005, -2.577417"
  })
  void findsRatesBelowTheFloor(long trials, long events, double floor, double logE) {
    assertThat(OneSampleRateTest.against(floor).plus(trials, events).logEBelow())
        .isCloseTo(logE, within(5e-7));
  }

  // A plain average of two e-values of which the other stays small reaches 20 at 858 clean trials.
  @Test
  void provesARateBelowHalfAPercentWith858CleanTrials() {
    OneSampleRateTest empty = OneSampleRateTest.against(0.005);

    assertThat(LogSumExp.mean(empty.plus(858, 0).logEBelow(), 0)).isGreaterThan(Math.log(20));
    assertThat(LogSumExp.mean(empty.plus(850, 0).logEBelow(), 0)).isLessThan(Math.log(20));
  }

  @Property(tries = 200)
  void isAFairBetAtTheFloor(@ForAll @DoubleRange(min = 1e-5, max = 0.9) @Scale(5) double floor) {
    OneSampleRateTest empty = OneSampleRateTest.against(floor);
    OneSampleRateTest event = empty.plus(1, 1);
    OneSampleRateTest none = empty.plus(1, 0);

    assertThat(floor * Math.exp(event.logEAbove()) + (1 - floor) * Math.exp(none.logEAbove()))
        .isCloseTo(1, within(1e-9));
    assertThat(floor * Math.exp(event.logEBelow()) + (1 - floor) * Math.exp(none.logEBelow()))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void addsUpOverBatches() {
    OneSampleRateTest empty = OneSampleRateTest.against(0.001);
    OneSampleRateTest together = empty.plus(500, 5);
    OneSampleRateTest apart = empty.plus(200, 4).and(empty.plus(300, 1));

    assertThat(apart.logEAbove()).isCloseTo(together.logEAbove(), within(1e-10));
    assertThat(apart.logEBelow()).isCloseTo(together.logEBelow(), within(1e-10));
  }

  @Test
  void comesBackFromItsNumbers() {
    OneSampleRateTest test = OneSampleRateTest.against(0.001).plus(500, 5);
    OneSampleRateTest restored = OneSampleRateTest.restored(0.001, test.toArray());

    assertThat(restored.logEAbove()).isEqualTo(test.logEAbove());
    assertThat(restored.logEBelow()).isEqualTo(test.logEBelow());
    assertThat(restored.floor()).isEqualTo(0.001);
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    OneSampleRateTest test = OneSampleRateTest.against(0.001);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneSampleRateTest.against(0.96))
        .withMessage("floor must be between 0 and 0.951, but is 0.96");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.plus(3, 4))
        .withMessage("events must be between 0 and trials, but is 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.and(OneSampleRateTest.against(0.002)))
        .withMessage("only tests against the same floor add up");
  }
}

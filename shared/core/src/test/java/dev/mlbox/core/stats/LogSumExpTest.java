package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogSumExpTest {
  @Test
  void addsAndAveragesWithoutOverflow() {
    assertThat(LogSumExp.of(Math.log(2), Math.log(3))).isCloseTo(Math.log(5), within(1e-15));
    assertThat(LogSumExp.of(1000, 1000)).isCloseTo(1000 + Math.log(2), within(1e-12));
    assertThat(LogSumExp.mean(-2000, -2000)).isCloseTo(-2000, within(1e-12));
  }

  @Test
  void takesNegativeInfinityForZero() {
    assertThat(LogSumExp.of()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(LogSumExp.mean(0, Double.NEGATIVE_INFINITY)).isCloseTo(-Math.log(2), within(1e-15));
  }

  @Test
  void refusesAnAverageOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(LogSumExp::mean)
        .withMessage("an average needs at least one term");
  }
}

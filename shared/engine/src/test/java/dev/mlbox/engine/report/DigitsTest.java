package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DigitsTest {
  @Property
  void aNumberOnAnAxisIsShort(@ForAll double number) {
    assertThat(Digits.tick(number).length()).isLessThanOrEqualTo(7);
  }

  @Property
  void aShareOnAnAxisIsShort(@ForAll @DoubleRange(min = 0, max = 1) double share) {
    assertThat(Digits.tickPercent(share).length()).isLessThanOrEqualTo(7);
  }

  @Test
  void numbersAreAsPreciseAsTheyNeedToBe() {
    assertThat(Digits.value(0.123456)).isEqualTo("0.1235");
    assertThat(Digits.value(-1234567)).isEqualTo("−1,234,567");
    assertThat(Digits.value(0.00000123)).isEqualTo("1.2e−06");
    assertThat(Digits.value(0)).isEqualTo("0");
    assertThat(Digits.value(Double.NaN)).isEqualTo("–");
    assertThat(Digits.signed(-0.12345, 0.01)).isEqualTo("−0.123");
    assertThat(Digits.signed(0.00001, 0.01)).isEqualTo("0.000");
    assertThat(Digits.tick(1_250_000)).isEqualTo("1.25M");
    assertThat(Digits.tick(0.2 + 0.1)).isEqualTo("0.3");
    assertThat(Digits.percent(0.02534)).isEqualTo("2.534 %");
  }
}

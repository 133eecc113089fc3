package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalTest {
  // Abramowitz and Stegun (1964), tables 26.1, 26.2 and 26.5.
  @Test
  void agreesWithPrintedTables() {
    assertThat(Normal.cdf(1)).isCloseTo(0.841344746068543, within(1e-15));
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
    assertThat(Normal.twoSidedZ(0.90)).isCloseTo(1.644853626951473, within(1e-14));
    assertThat(Normal.twoSidedP(-1.959963984540054)).isCloseTo(0.05, within(1e-15));
    assertThat(Normal.upperTail(10)).isCloseTo(7.61985302416e-24, within(1e-34));
  }

  @Test
  void hasNoQuantileOfCertainty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normal.quantile(1))
        .withMessage("p must be between 0 and 1, exclusive, but is 1.0");
  }
}

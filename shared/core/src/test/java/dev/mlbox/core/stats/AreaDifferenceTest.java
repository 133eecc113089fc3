package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AreaDifferenceTest {

  @Test
  void withoutCorrelationDistancesAddUpAsSquares() {
    Interval first = AreaInterval.newcombe(0.9, 20, 100, 0.95);
    Interval second = AreaInterval.newcombe(0.8, 20, 100, 0.95);

    Interval difference = new AreaDifference(0.9, 0.8, 1, 20, 100, 0).interval(0.95);

    assertThat(difference.lower())
        .isCloseTo(0.1 - Math.hypot(0.9 - first.lower(), second.upper() - 0.8), within(1e-12));
    assertThat(difference.upper())
        .isCloseTo(0.1 + Math.hypot(first.upper() - 0.9, 0.8 - second.lower()), within(1e-12));
  }

  @Test
  void correlationNarrowsIt() {
    double apart = new AreaDifference(0.9, 0.8, 1, 20, 100, 0).interval(0.95).width();

    assertThat(new AreaDifference(0.9, 0.8, 1, 20, 100, 0.9).interval(0.95).width())
        .isLessThan(apart / 2);
  }

  @Test
  void twoPerfectOrdersAreNotCertain() {
    assertThat(new AreaDifference(1, 1, 1, 20, 100, 0).interval(0.9).lower())
        .isCloseTo(AreaInterval.newcombe(1, 20, 100, 0.9).lower() - 1, within(1e-12));
  }

  @Test
  void anAreaIsAShare() {
    assertThatThrownBy(() -> new AreaDifference(1.1, 1, 1, 20, 100, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an area must be from 0 to 1");
  }
}

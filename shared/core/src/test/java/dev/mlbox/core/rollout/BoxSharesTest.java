package dev.mlbox.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxSharesTest {

  @Test
  void oneOfFourBoxesIsAQuarter() {
    assertThat(new BoxShares(3).nearest(new Weight(0.25))).isEqualTo(1);
    assertThat(new BoxShares(3).meets(new Weight(0.25))).isTrue();
    assertThat(new BoxShares(3).words(1)).isEqualTo("25.0%, 1 box beside 3");
  }

  @Test
  void halfTakesAsManyBoxesAsTheStableVersionHas() {
    assertThat(new BoxShares(4).nearest(new Weight(0.5))).isEqualTo(4);
    assertThat(new BoxShares(4).meets(new Weight(0.5))).isTrue();
  }

  @Test
  void aWeightBetweenTwoNumbersOfBoxesIsNotMet() {
    assertThat(new BoxShares(2).meets(new Weight(0.05))).isFalse();
    assertThat(new BoxShares(2).nearest(new Weight(0.05))).isEqualTo(1);
    assertThat(new BoxShares(2).words(1)).isEqualTo("33.3%, 1 box beside 2");
    assertThat(new BoxShares(2).nearest(new Weight(0.47))).isEqualTo(2);
  }

  @Test
  void halfAPercentagePointIsNearEnough() {
    assertThat(new BoxShares(2).meets(Weight.parse("33%"))).isTrue();
    assertThat(new BoxShares(2).meets(Weight.parse("32.5%"))).isFalse();
  }

  @Test
  void everythingCannotBeMetBesideBoxesThatStay() {
    assertThat(new BoxShares(2).meets(Weight.ALL)).isFalse();
  }
}

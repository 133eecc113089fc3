package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RuleOfThreeTest {
  private final RuleOfThree rule = new RuleOfThree(1, 100);

  @Test
  void itIsWilsonsBoundWithoutAnEvent() {
    assertThat(rule.reach(0.95))
        .isCloseTo(BinomialInterval.wilson(0, 100, 0.95).upper(), within(1e-12));
  }

  @Test
  void itIsAsWideAsTangosIntervalWithoutADifference() {
    assertThat(rule.reach(0.9))
        .isCloseTo(new PairedProportions(100, 0, 0).tangoInterval(0.9).upper(), within(1e-12));
  }

  @Test
  void levelAndNumberOfTrialsBelongToTheReach() {
    assertThat(rule.p(rule.reach(0.9))).isCloseTo(0.05, within(1e-9));
    assertThat(rule.p(0)).isCloseTo(0.5, within(1e-12));
    assertThat(rule.p(-2)).isZero();
    assertThat(rule.trialsFor(rule.reach(0.9), 0.9)).isCloseTo(100, within(1e-9));
  }

  @Test
  void aCostlierEventReachesFarther() {
    assertThat(new RuleOfThree(5, 100).reach(0.9)).isCloseTo(5 * rule.reach(0.9), within(1e-12));
  }
}

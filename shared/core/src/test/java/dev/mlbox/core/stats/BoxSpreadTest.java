package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxSpreadTest {
  @Test
  void manyUnitsWithManyEventsThatDifferByChanceOnlyExcuseNothing() {
    assertThat(
            BoxSpread.usualRatio(
                new long[] {1_000, 1_010, 1_005, 1_003},
                new long[] {100_000, 100_000, 100_000, 100_000}))
        .isEqualTo(1);
  }

  @Test
  void theLessIsKnownOfUnitsTheMoreIsExcused() {
    // The same formulas in Python, t by integration: 8.4 %, 19.5 % and 2.5 % that they differ.
    assertThat(BoxSpread.usualRatio(new long[] {100, 95}, new long[] {10_000, 10_000}))
        .isCloseTo(1.552319, within(1e-5));
    assertThat(BoxSpread.usualRatio(new long[] {1, 0}, new long[] {100, 100}))
        .isCloseTo(1.926684, within(1e-5));
    assertThat(
            BoxSpread.usualRatio(
                new long[] {100, 95, 110, 103}, new long[] {10_000, 10_000, 10_000, 10_000}))
        .isCloseTo(1.069418, within(1e-5));
  }

  @Test
  void unitsWithoutEventsOrAloneSayNothing() {
    assertThat(BoxSpread.usualRatio(new long[] {0, 0}, new long[] {100, 100})).isEqualTo(1);
    assertThat(BoxSpread.usualRatio(new long[] {50, 0}, new long[] {100, 0})).isEqualTo(1);
    assertThat(BoxSpread.usualRatio(new long[] {100, 100}, new long[] {100, 100})).isEqualTo(1);
  }

  @Test
  void theBoundIsStudentsWithAModeratedVariance() {
    // By hand: logs of 100000.5/1000001 and 200000.5/1000001, raw variance (ln 2)²/2 = 0.240227,
    // less 1/100000.5/2 + 1/200000.5/2; moderated (4 · 0.09 + 0.240219) / 5 = 0.120044;
    // t(0.99, 5) = 3.364930; exp(3.364930 √(0.120044 · 1.5)) = 4.170.
    assertThat(
            BoxSpread.usualRatio(new long[] {100_000, 200_000}, new long[] {1_000_000, 1_000_000}))
        .isCloseTo(4.170, within(0.002));
  }
}

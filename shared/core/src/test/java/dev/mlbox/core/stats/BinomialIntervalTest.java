package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialIntervalTest {
  private static final Offset<Double> LAST_DIGIT = within(5e-5);

  // Newcombe (1998, Statistics in Medicine 17:857), table I, methods 3 and 5.
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662, 0.2527, 0.3676",
    "15, 148, 0.0624, 0.1605, 0.0578, 0.1617",
    "0, 20, 0, 0.1611, 0, 0.1684",
    "1, 29, 0.0061, 0.1718, 0.0009, 0.1776"
  })
  void agreesWithPublishedIntervals(
      long x, long n, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh) {
    Interval wilson = BinomialInterval.wilson(x, n, 0.95);
    Interval exact = BinomialInterval.clopperPearson(x, n, 0.95);

    assertThat(wilson.lower()).isCloseTo(wilsonLow, LAST_DIGIT);
    assertThat(wilson.upper()).isCloseTo(wilsonHigh, LAST_DIGIT);
    assertThat(exact.lower()).isCloseTo(exactLow, LAST_DIGIT);
    assertThat(exact.upper()).isCloseTo(exactHigh, LAST_DIGIT);
  }

  @Test
  void boundsARateThatWasNeverSeenByTheRuleOfThree() {
    assertThat(BinomialInterval.upperBound(0, 1000, 0.95))
        .isCloseTo(1 - Math.pow(0.05, 1e-3), within(1e-14));
  }

  @Property(tries = 200)
  void upperBoundLeavesTheTailItPromises(
      @ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @IntRange(min = 0, max = 4999) int k) {
    int x = k % n;
    double bound = BinomialInterval.upperBound(x, n, 0.95);

    assertThat(BinomialDistribution.of(n, bound).cumulativeProbability(x))
        .isCloseTo(0.05, within(1e-9));
  }

  @Property(tries = 200)
  void intervalsContainTheShareAndTurnWithIt(
      @ForAll @IntRange(min = 1, max = 500) int n, @ForAll @IntRange(min = 0, max = 500) int k) {
    int x = k % (n + 1);
    Interval wilson = BinomialInterval.wilson(x, n, 0.9);
    Interval turned = BinomialInterval.wilson(n - x, n, 0.9);

    assertThat(wilson.contains((double) x / n)).isTrue();
    assertThat(BinomialInterval.clopperPearson(x, n, 0.9).contains((double) x / n)).isTrue();
    assertThat(wilson.lower()).isCloseTo(1 - turned.upper(), within(1e-12));
  }

  @Test
  void boundsTenMillionTrials() {
    assertThat(BinomialInterval.upperBound(100_000, 10_000_000, 0.95))
        .isCloseTo(0.01 + 1.6448536 * Math.sqrt(0.01 * 0.99 / 1e7), within(1e-6));
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinomialInterval.wilson(0, 0, 0.95))
        .withMessage("n must be at least 1, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinomialInterval.upperBound(3, 2, 0.95))
        .withMessage("x must be between 0 and n, but is 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinomialInterval.clopperPearson(1, 2, 1))
        .withMessage("confidence must be between 0 and 1, exclusive, but is 1.0");
  }
}

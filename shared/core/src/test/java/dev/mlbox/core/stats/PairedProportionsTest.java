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

class PairedProportionsTest {
  @Test
  void countsDifferenceAndDiscordance() {
    PairedProportions table = new PairedProportions(1000, 30, 50);

    assertThat(table.difference()).isEqualTo(-0.02);
    assertThat(table.discordance()).isEqualTo(0.08);
  }

  // Exact: statsmodels, stats/tests/test_nonparametric.py, and Fagerland, Lydersen and Laake (2013)
  // for (1, 7); mid-p recomputed with scipy.
  @ParameterizedTest
  @CsvSource({
    "59, 121, 4.43445e-06, 3.26665e-06, 5e-11",
    "59, 70, 0.378688, 0.334688, 5e-7",
    "59, 80, 0.089452, 0.075551, 5e-7",
    "30, 60, 0.002060, 0.001517, 5e-7",
    "10, 30, 0.002221, 0.001450, 5e-7",
    "10, 10, 1, 0.911901, 5e-7",
    "1, 7, 0.0703, 0.0391, 5e-5"
  })
  void agreesWithPublishedMcNemarTests(
      long b, long c, double exact, double midP, double tolerance) {
    PairedProportions table = new PairedProportions(1000, b, c);
    PairedProportions turned = new PairedProportions(1000, c, b);

    assertThat(table.mcnemarExact()).isCloseTo(exact, within(tolerance));
    assertThat(table.mcnemarMidP()).isCloseTo(midP, within(tolerance));
    assertThat(turned.mcnemarExact()).isCloseTo(exact, within(tolerance));
    assertThat(turned.mcnemarMidP()).isCloseTo(midP, within(tolerance));
  }

  @Test
  void findsNothingWithoutDiscordantRows() {
    PairedProportions table = new PairedProportions(1000, 0, 0);

    assertThat(table.mcnemarExact()).isEqualTo(1);
    assertThat(table.mcnemarMidP()).isEqualTo(1);
    assertThat(table.tangoZ(0)).isZero();
  }

  // First: Tango (1998), table V; the others recomputed with scipy.
  @ParameterizedTest
  @CsvSource({
    "44, 0, 1, 0.10, 1.708564, 0.043766",
    "32, 9, 3, 0.10, 2.551456, 0.005364",
    "1000, 30, 38, 0.02, 1.426644, 0.076841",
    "1000, 30, 50, 0.02, 0, 0.5",
    "5000, 150, 175, 0.01, 1.380268, 0.083752"
  })
  void agreesWithTangosStatistic(
      long n, long b, long c, double margin, double z, double oneSidedP) {
    double statistic = new PairedProportions(n, b, c).tangoZ(-margin);

    assertThat(statistic).isCloseTo(z, within(5e-7));
    assertThat(Normal.upperTail(statistic)).isCloseTo(oneSidedP, within(5e-7));
  }

  // McNemar's z without continuity correction: chi-squared 21.35556 (statsmodels, as above).
  @Test
  void isMcNemarsStatisticAtNoDifference() {
    double z = new PairedProportions(314, 121, 59).tangoZ(0);

    assertThat(z * z).isCloseTo(21.35556, within(5e-6));
  }

  // ratesci, tests/testthat/test3.R (no skewness correction), recomputed with scipy; the second is
  // the
  // 90 % interval that Tango (1998) publishes.
  @ParameterizedTest
  @CsvSource({
    "4, 9, 3, 16, 0.95, -0.027090464504, 0.389697487139, 5e-13",
    "43, 0, 1, 0, 0.90, -0.096, 0.037, 5e-4",
    "53, 16, 8, 9, 0.95, -0.020, 0.207, 5e-4",
    "1, 1, 7, 12, 0.95, -0.517, -0.026, 5e-4",
    "8, 3, 1, 2, 0.95, -0.1670, 0.4327, 5e-5",
    "7, 25, 2, 68, 0.95, 0.139, 0.321, 5e-4",
    "500, 0, 0, 500, 0.95, -0.0038268, 0.0038268, 5e-8"
  })
  void agreesWithPublishedTangoIntervals(
      long both,
      long b,
      long c,
      long neither,
      double confidence,
      double lower,
      double upper,
      double tolerance) {
    Interval interval =
        new PairedProportions(both + b + c + neither, b, c).tangoInterval(confidence);

    assertThat(interval.lower()).isCloseTo(lower, within(tolerance));
    assertThat(interval.upper()).isCloseTo(upper, within(tolerance));
  }

  @Test
  void endsAtOneWhenOnlyTheFirstEverHasIt() {
    Interval interval = new PairedProportions(20, 20, 0).tangoInterval(0.9);

    assertThat(interval.upper()).isEqualTo(1);
    assertThat(interval.lower()).isBetween(0.7, 1.0);
  }

  @Test
  void keepsItsPrecisionWithTenMillionRows() {
    PairedProportions table = new PairedProportions(10_000_000, 400_000, 399_000);
    Interval interval = table.tangoInterval(0.9);

    double wald = Normal.twoSidedZ(0.9) * Math.sqrt(table.discordance() / 1e7);
    assertThat(interval.lower()).isCloseTo(table.difference() - wald, within(1e-8));
    assertThat(interval.upper()).isCloseTo(table.difference() + wald, within(1e-8));
  }

  @Property(tries = 300)
  void intervalContainsTheDifferenceAndTurnsWithIt(
      @ForAll @LongRange(min = 0, max = 60) long both,
      @ForAll @LongRange(min = 0, max = 60) long b,
      @ForAll @LongRange(min = 0, max = 60) long c) {
    PairedProportions table = new PairedProportions(both + b + c + 1, b, c);
    Interval interval = table.tangoInterval(0.95);
    Interval turned = new PairedProportions(both + b + c + 1, c, b).tangoInterval(0.95);

    assertThat(interval.contains(table.difference())).isTrue();
    assertThat(interval.lower()).isCloseTo(-turned.upper(), within(1e-9));
    assertThat(interval.upper()).isCloseTo(-turned.lower(), within(1e-9));
  }

  @Property(tries = 300)
  void statisticIsTheQuantileAtTheEndsOfTheInterval(
      @ForAll @LongRange(min = 1, max = 60) long b, @ForAll @LongRange(min = 1, max = 60) long c) {
    PairedProportions table = new PairedProportions(200, b, c);
    Interval interval = table.tangoInterval(0.90);

    assertThat(table.tangoZ(interval.lower())).isCloseTo(1.6448536269514722, within(1e-9));
    assertThat(table.tangoZ(interval.upper())).isCloseTo(-1.6448536269514722, within(1e-9));
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairedProportions(0, 0, 0))
        .withMessage("n must be at least 1, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairedProportions(10, -1, 0))
        .withMessage("b must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairedProportions(10, 6, 5))
        .withMessage("b + c must not exceed n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairedProportions(10, 1, 1).tangoZ(1))
        .withMessage("delta must be between -1 and 1, exclusive, but is 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairedProportions(10, 1, 1).tangoInterval(95))
        .withMessage("confidence must be between 0 and 1, exclusive, but is 95.0");
  }
}

package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RestartMixtureTest {
  private static final ConditionalShareTest FRESH = ConditionalShareTest.against(1);

  /** Evidence as a plain number, so that weights can be read off. */
  private static RestartMixture<Double> plain(int steps) {
    return RestartMixture.of(0.0, steps);
  }

  private static double logE(RestartMixture<Double> mixture) {
    return mixture.logE(logE -> logE);
  }

  @Test
  void isOneBeforeAnythingStarts() {
    assertThat(logE(plain(4))).isCloseTo(0, within(1e-12));
  }

  @Test
  void staysOneWhenStartsSeeNothing() {
    RestartMixture<Double> mixture = plain(4).startStep().startMinute().startMinute().startStep();

    assertThat(logE(mixture)).isCloseTo(0, within(1e-12));
  }

  @Test
  void givesTheStepsHalfTheWeight() {
    RestartMixture<Double> mixture = plain(4).startStep().plus(logE -> logE + Math.log(9));

    assertThat(Math.exp(logE(mixture))).isCloseTo(1 + 8 / 8.0, within(1e-12));
  }

  @Test
  void givesEachMinuteItsShareOfTheOtherHalf() {
    RestartMixture<Double> mixture =
        plain(1).startMinute().plus(logE -> Math.log(3)).startMinute().plus(logE -> logE + 1);

    double first = 3 * Math.E / 4;
    double second = Math.E / 12;
    double toCome = 1 / 6.0;
    assertThat(Math.exp(logE(mixture))).isCloseTo(0.5 + first + second + toCome, within(1e-12));
  }

  @Test
  void countsADroppedMinuteAsNothing() {
    RestartMixture<Double> mixture = RestartMixture.of(0.0, 1, 2);
    for (int minute = 1; minute <= 3; minute++) {
      mixture = mixture.startMinute();
    }

    assertThat(Math.exp(logE(mixture))).isCloseTo(1 - 1 / 4.0, within(1e-12));
  }

  @Test
  void addsABatchOnlyToStartsThatHaveCome() {
    ConditionalShareTest first = FRESH.plus(0.1, 3, 10);
    ConditionalShareTest second = FRESH.plus(0.2, 9, 10);
    RestartMixture<ConditionalShareTest> mixture =
        RestartMixture.of(FRESH, 2)
            .startStep()
            .plus(test -> test.and(first))
            .startStep()
            .plus(test -> test.and(second));

    double expected =
        0.25 * Math.exp(first.and(second).logEWorse()) + 0.25 * Math.exp(second.logEWorse()) + 0.5;
    assertThat(mixture.logE(ConditionalShareTest::logEWorse))
        .isCloseTo(Math.log(expected), within(1e-12));
  }

  @Test
  void findsALateFaultSoonerThanEvidenceFromTheBeginning() {
    ConditionalShareTest fromTheBeginning = FRESH;
    RestartMixture<ConditionalShareTest> mixture = RestartMixture.of(FRESH, 2).startStep();
    for (int minute = 0; minute < 60; minute++) {
      mixture = mixture.startMinute().plus(test -> test.plus(0.1, 1, 10));
      fromTheBeginning = fromTheBeginning.plus(0.1, 1, 10);
    }
    int needed = 0;
    while (mixture.logE(ConditionalShareTest::logEWorse) < Math.log(100)) {
      mixture = mixture.startMinute().plus(test -> test.plus(0.1, 5, 10));
      fromTheBeginning = fromTheBeginning.plus(0.1, 5, 10);
      needed++;
    }

    assertThat(needed).isLessThan(10);
    assertThat(fromTheBeginning.logEWorse()).isLessThan(Math.log(100));
  }

  // Ville's inequality: at most 1 % of 1,000 runs without a difference ever reach 100; 20 is the
  // 99.8 % quantile of Bin(1000, 0.01).
  @Test
  void rarelyAccusesAnArmThatIsLikeTheOther() {
    SplittableRandom random = new SplittableRandom(20260102);
    int accused = 0;
    for (int run = 0; run < 1_000; run++) {
      accused += everReaches(100, random) ? 1 : 0;
    }

    assertThat(accused).isLessThanOrEqualTo(20);
  }

  private static boolean everReaches(double bound, SplittableRandom random) {
    RestartMixture<ConditionalShareTest> mixture = RestartMixture.of(FRESH, 3);
    double[] shares = {0.05, 0.25, 0.5};
    for (int minute = 0; minute < 24; minute++) {
      double rho = shares[minute / 8];
      mixture = minute % 8 == 0 ? mixture.startStep() : mixture.startMinute();
      ConditionalShareTest batch = batch(rho, random);
      mixture = mixture.plus(test -> test.and(batch));
      if (mixture.logE(ConditionalShareTest::logEWorse) >= Math.log(bound)) {
        return true;
      }
    }
    return false;
  }

  /** A minute with a base rate of its own, the same in both arms. */
  private static ConditionalShareTest batch(double rho, SplittableRandom random) {
    int events = random.nextInt(30);
    int treated = 0;
    for (int event = 0; event < events; event++) {
      treated += random.nextDouble() < rho ? 1 : 0;
    }
    return FRESH.plus(rho, treated, events - treated);
  }

  @Test
  void refusesMoreStepsThanAnnounced() {
    assertThatIllegalStateException()
        .isThrownBy(() -> plain(1).startStep().startStep())
        .withMessage("all 1 steps have started");
  }

  @Test
  void refusesAMixtureWithoutSteps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(0))
        .withMessage("steps must be at least 1, but is 0");
  }
}

package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalShareTestTest {
  // Computed independently in Python from the formula, 48-point prior.
  @ParameterizedTest
  @CsvSource({
    "0.05, 3, 0, 1.5, 5.968395, -2.493326",
    "0.01, 2, 0, 1.5, 5.346330, -2.129138",
    "0.05, 10, 100, 1.0, -0.082886, -3.132541",
    "0.05, 20, 100, 1.5, 3.912071, -4.008215",
    "0.5, 0, 40, 2.0, -5.088564, 40.723547",
    "0.25, 100, 300, 1.0, -3.419088, -3.387263"
  })
  void agreesWithIndependentNumbers(
      double rho, long treated, long control, double ratio, double worse, double notWorse) {
    ConditionalShareTest test = ConditionalShareTest.against(ratio).plus(rho, treated, control);

    assertThat(test.logEWorse()).isCloseTo(worse, within(5e-7));
    assertThat(test.logENotWorse()).isCloseTo(notWorse, within(5e-7));
  }

  // Same source: two batches with different weights.
  @Test
  void addsBatchesOfDifferentWeights() {
    ConditionalShareTest test =
        ConditionalShareTest.against(1.5).plus(0.05, 20, 100).plus(0.25, 30, 60);

    assertThat(test.logEWorse()).isCloseTo(-0.170683, within(5e-7));
    assertThat(test.logENotWorse()).isCloseTo(-4.121227, within(5e-7));
  }

  @Test
  void startsWithoutEvidence() {
    ConditionalShareTest test = ConditionalShareTest.against(1.5);

    assertThat(test.logEWorse()).isZero();
    assertThat(test.logENotWorse()).isZero();
    assertThat(test.ratio()).isEqualTo(1.5);
  }

  @Property(tries = 200)
  void addsUpOverBatchesOfOneWeight(
      @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(3) double rho,
      @ForAll @DoubleRange(min = 0.1, max = 10) double ratio,
      @ForAll @LongRange(min = 0, max = 500) long treated,
      @ForAll @LongRange(min = 0, max = 500) long control) {
    ConditionalShareTest empty = ConditionalShareTest.against(ratio);
    ConditionalShareTest apart = empty.plus(rho, treated, 0).plus(rho, 0, control);
    ConditionalShareTest together = empty.plus(rho, treated, control);

    assertThat(apart.logEWorse()).isCloseTo(together.logEWorse(), within(1e-8));
    assertThat(apart.logENotWorse()).isCloseTo(together.logENotWorse(), within(1e-8));
  }

  @Property(tries = 200)
  void doesNotCareAboutTheOrderOfBatches(
      @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(3) double first,
      @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(3) double second,
      @ForAll @LongRange(min = 0, max = 100) long treated,
      @ForAll @LongRange(min = 0, max = 100) long control) {
    ConditionalShareTest empty = ConditionalShareTest.against(1.5);
    ConditionalShareTest one = empty.plus(first, treated, control);
    ConditionalShareTest two = empty.plus(second, control, treated);

    assertThat(one.and(two).logEWorse()).isCloseTo(two.and(one).logEWorse(), within(1e-9));
    assertThat(one.and(two).toArray())
        .containsExactly(one.plus(second, control, treated).toArray());
  }

  // The expectation of E after one event is 1 at the bound of the null hypothesis, less inside it.
  @Property(tries = 200)
  void isAFairBetAtTheBoundOfTheNullHypothesis(
      @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(3) double rho,
      @ForAll @DoubleRange(min = 0.1, max = 10) double ratio) {
    ConditionalShareTest empty = ConditionalShareTest.against(ratio);
    ConditionalShareTest onTreated = empty.plus(rho, 1, 0);
    ConditionalShareTest onControl = empty.plus(rho, 0, 1);
    double share = rho * ratio / (1 - rho + rho * ratio);

    assertThat(
            share * Math.exp(onTreated.logEWorse()) + (1 - share) * Math.exp(onControl.logEWorse()))
        .isCloseTo(1, within(1e-9));
    assertThat(
            share * Math.exp(onTreated.logENotWorse())
                + (1 - share) * Math.exp(onControl.logENotWorse()))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void comesBackFromItsNumbers() {
    ConditionalShareTest test = ConditionalShareTest.against(1.5).plus(0.05, 20, 100);
    ConditionalShareTest restored = ConditionalShareTest.restored(1.5, test.toArray());

    assertThat(restored.logEWorse()).isEqualTo(test.logEWorse());
    assertThat(restored.logENotWorse()).isEqualTo(test.logENotWorse());
  }

  @Test
  void learnsNothingFromABatchThatWentToOneArm() {
    ConditionalShareTest test = ConditionalShareTest.against(1.5).plus(0, 0, 9).plus(1, 9, 0);

    assertThat(test.logEWorse()).isCloseTo(0, within(1e-12));
    assertThat(test.logENotWorse()).isCloseTo(0, within(1e-12));
  }

  // Simulated independently, looking after every 50 trials at level 0.01: event rates 5 % and 1 %,
  // share
  // 5 %, ratio 1.5: all of 400 runs cross, at a median of 245 trials of the treated arm.
  @Test
  void findsFiveTimesTheErrorsAfterAFewHundredTrials() {
    SplittableRandom random = new SplittableRandom(20260101);
    double[] needed = new double[400];
    for (int run = 0; run < needed.length; run++) {
      needed[run] = treatedTrialsUntilWorse(0.05, 0.05, 0.01, 1.5, random);
    }

    Arrays.sort(needed);
    assertThat(needed[200]).isBetween(210.0, 280.0);
    assertThat(needed[399]).isLessThan(2_000);
  }

  private static double treatedTrialsUntilWorse(
      double rho, double treatedRate, double controlRate, double ratio, SplittableRandom random) {
    ConditionalShareTest test = ConditionalShareTest.against(ratio);
    long treatedTrials = 0;
    while (test.logEWorse() < Math.log(100)) {
      long treated = 0;
      long control = 0;
      for (int i = 0; i < 50; i++) {
        boolean onTreated = random.nextDouble() < rho;
        boolean event = random.nextDouble() < (onTreated ? treatedRate : controlRate);
        treatedTrials += onTreated ? 1 : 0;
        treated += onTreated && event ? 1 : 0;
        control += !onTreated && event ? 1 : 0;
      }
      test = test.plus(rho, treated, control);
    }
    return treatedTrials;
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    ConditionalShareTest test = ConditionalShareTest.against(1.5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConditionalShareTest.against(0))
        .withMessage("ratio must be positive and finite, but is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.plus(1.2, 0, 0))
        .withMessage("rho must be between 0 and 1, but is 1.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.plus(0.1, -1, 0))
        .withMessage("events must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.plus(0, 1, 0))
        .withMessage("no event can fall on an arm that gets no trials");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.and(ConditionalShareTest.against(2)))
        .withMessage("only tests against the same ratio add up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConditionalShareTest.restored(1.5, new double[48]))
        .withMessage("state must be 96 numbers, but is 48");
  }
}

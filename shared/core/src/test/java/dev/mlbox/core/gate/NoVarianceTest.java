package dev.mlbox.core.gate;

import static dev.mlbox.core.gate.TwoModels.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.stats.Interval;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that all say the same are few rows still: no variance is no certainty. */
class NoVarianceTest {

  private static TwoModels alike(int ones, int zeros) {
    long[] answers = ones(ones, zeros);
    return TwoModels.classes(answers, answers, answers);
  }

  private static Interval interval(Finding finding) {
    Comparison comparison = Objects.requireNonNull(finding.evidence().parts().get(0).comparison());
    return Objects.requireNonNull(comparison.difference()).interval();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f1 >= baseline - 0.001",
        "balanced_accuracy >= baseline - 0.001",
        "matthews_corrcoef >= baseline - 0.001",
        "accuracy >= baseline - 0.001",
        "accuracy >= 0.999 * baseline"
      })
  void thirtyRowsAnsweredAlikeProveNoSmallMargin(String line) {
    assertThat(alike(15, 15).verdict(line)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(alike(40_000, 40_000).verdict(line)).isEqualTo(Verdict.PASS);
  }

  @Test
  void theReachIsThatOfRowsWithoutADifference() {
    // z = 1.959964, z² = 3.841459; 15 rows are of either class: 3.841459 / 18.841459.
    assertThat(interval(alike(15, 15).finding("f1 >= baseline - 0.001")).lower())
        .isCloseTo(-0.203883, within(1e-6));
    assertThat(alike(15, 15).finding("f1 >= baseline - 0.001").message())
        .isEqualTo(
            "f1 1 against the baseline's 1: 0.00 (95 % CI −0.20 … +0.20), a drop of more than 0.001"
                + " is not ruled out by 30 rows (mlbox.yaml:8); about 5,500 rows would tell; both"
                + " models answer all 30 rows alike");
  }

  @Test
  void fourRowsInOrderProveNoArea() {
    TwoModels models =
        TwoModels.scores(ones(2, 2), new double[] {.9, .8, .3, .2}, new double[] {.7, .6, .1, .05});

    assertThat(models.verdict("roc_auc >= baseline - 0.001")).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void twoCustomersThatLoseTheSameAreNotAllCustomers() {
    TwoModels models =
        TwoModels.classes(new long[] {1, 0, 1, 0}, new long[4], new long[] {1, 0, 1, 0})
            .grouped(0, 0, 1, 1);

    assertThat(models.verdict("accuracy >= baseline - 0.05")).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void oneStrayRowOfOneCustomerMadeTwentyCustomersACertainty() {
    Rows rows = new Rows().add(1, true, false).add(9_999, true, true).inGroupsOf(500);
    String line = "accuracy >= baseline - 0.01";
    Finding finding = rows.finding(line, GatePolicy.USUAL, new GateRules(30, 1, 0));

    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    // 1 in 10,000, and z² / (20 + z²) with z² = 3.841459
    assertThat(interval(finding).lower()).isCloseTo(0.0001 - 0.161125, within(1e-6));
  }

  @Test
  void aFewCustomersThatLoseMuchAreRarelyMissed() {
    SplittableRandom random = new SplittableRandom(20261128);
    int passes = 0;
    for (int run = 0; run < 200; run++) {
      Rows rows = new Rows();
      for (int customer = 0; customer < 20; customer++) {
        int lost = random.nextDouble() < 0.05 ? 40 : random.nextDouble() < 0.1 ? 1 : 0;
        rows.add(lost, false, true).add(100 - lost, true, true);
      }
      Finding finding =
          rows.inGroupsOf(100)
              .finding("accuracy >= baseline - 0.01", GatePolicy.USUAL, new GateRules(30, 1, 0));
      passes += finding.verdict() == Verdict.PASS ? 1 : 0;
    }
    // The true loss is 0.021. Was 30 %, as often as no customer that loses is seen, but a stray row
    // is.
    assertThat(passes / 200.0).isLessThan(0.05);
  }

  @Test
  void noiseThatChangesEachScoreAndNoOrderIsNoCertaintyEither() {
    SplittableRandom random = new SplittableRandom(4);
    int rows = 20 * 100;
    long[] truth = new long[rows];
    long[] customers = new long[rows];
    double[] before = new double[rows];
    double[] after = new double[rows];
    for (int row = 0; row < rows; row++) {
      truth[row] = random.nextInt(2);
      customers[row] = row / 100;
      before[row] = 1 / (1 + Math.exp(-random.nextGaussian() - 1.2 * truth[row]));
      after[row] = 0.1 + 0.7 * before[row] + 1e-5 * random.nextGaussian();
    }
    TwoModels models = TwoModels.scores(truth, after, before).grouped(customers);

    assertThat(models.verdict("roc_auc >= baseline - 0.01")).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(models.verdict("average_precision >= baseline - 0.01"))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void twoRowsThatLoseTheSameAreNotAllRows() {
    TwoModels models =
        TwoModels.numbers(
            new double[] {1, 2, 2.5}, new double[] {3, 4, 4.5}, new double[] {2, 3, 3.5});

    assertThat(models.verdict("mean_absolute_error <= baseline + 0.5"))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void whatRoundingAddsIsNoVariance() {
    double[] truth = new double[300];
    double[] above = new double[300];
    double[] below = new double[300];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = 0.1 * row;
      above[row] = truth[row] + 0.1;
      below[row] = truth[row] - 0.1;
    }

    assertThat(TwoModels.numbers(truth, above, below).verdict("mean_absolute_error <= baseline"))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void oneRowThatWonSaysNothingOfRowsThatLose() {
    long[] baseline = ones(15, 15);
    baseline[0] = 0;

    assertThat(
            TwoModels.classes(ones(15, 15), ones(15, 15), baseline)
                .verdict("f1 >= baseline - 0.001"))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource({"f1, 0.05", "balanced_accuracy, 0.05", "matthews_corrcoef, 0.1"})
  void aLossOfTheMarginPassesRarely(String metric, double margin) {
    SplittableRandom random = new SplittableRandom(11);
    long[] truth = ones(20, 20);
    int passes = 0;
    for (int run = 0; run < 200; run++) {
      long[] candidate = truth.clone();
      for (int row = 0; row < candidate.length; row++) {
        candidate[row] = random.nextDouble() < 0.05 ? 1 - truth[row] : truth[row];
      }
      TwoModels models = TwoModels.classes(truth, candidate, truth);
      passes += models.verdict(metric + " >= baseline - " + margin) == Verdict.PASS ? 1 : 0;
    }
    // Was 12 %, as often as none of the 40 rows is lost.
    assertThat(passes / 200.0).isLessThan(0.05);
  }
}

package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeLongTest {
  private static final boolean[] LABELS = {
    true, true, true, true, false, false, false, false, false, false
  };
  private static final double[] A = {.9, .8, .6, .4, .7, .5, .4, .3, .2, .1};
  private static final double[] B = {.9, .5, .7, .6, .8, .6, .4, .3, .2, .1};

  // Computed independently with numpy: brute force over all pairs agrees with the fast form.
  @Test
  void agreesWithBruteForceInAnotherLanguage() {
    DeLong comparison = DeLong.compare(LABELS, A, B);

    assertThat(comparison.a().value()).isEqualTo(20.5 / 24);
    assertThat(comparison.b().value()).isEqualTo(19.5 / 24);
    assertThat(comparison.a().variance()).isCloseTo(0.016377314815, within(5e-13));
    assertThat(comparison.covariance()).isCloseTo(0.012037037037, within(5e-13));
    assertThat(comparison.b().variance()).isCloseTo(0.021469907407, within(5e-13));
    assertThat(comparison.z(0)).isCloseTo(0.355035801248, within(5e-13));
    assertThat(comparison.p()).isCloseTo(0.722562770571, within(5e-13));
  }

  // The aSAH study (Robin et al., 2011, BMC Bioinformatics 12:77): 41 poor and 72 good outcomes by
  // grade 1 to 5. Area and variance as published by pROC, tests/testthat/test-roc.test.R.
  @Test
  void agreesWithThePublishedAreaOfGrades() {
    int[] poor = {2, 12, 1, 8, 18};
    int[] good = {37, 20, 3, 8, 4};
    boolean[] labels = new boolean[113];
    double[] grades = new double[113];
    int row = 0;
    for (int grade = 0; grade < 5; grade++) {
      for (int i = 0; i < poor[grade] + good[grade]; i++) {
        labels[row] = i < poor[grade];
        grades[row++] = grade + 1;
      }
    }
    RocAuc auc = RocAuc.of(labels, grades);

    assertThat(auc.positives()).isEqualTo(41);
    assertThat(auc.negatives()).isEqualTo(72);
    assertThat(auc.value()).isCloseTo(0.823678861788618, within(5e-16));
    assertThat(auc.variance()).isCloseTo(0.00146991470882363, within(5e-17));
    assertThat(auc.interval(0.95).contains(auc.value())).isTrue();
  }

  // Areas, variances and covariance of wfns and s100b of the same study, as published by pROC.
  @Test
  void publishedMomentsGiveThePublishedStatistic() {
    double variance = 0.00146991470882363 + 0.00266868245717244 - 2 * 0.00119615567376754;
    double z = (0.823678861788618 - 0.731368563685637) / Math.sqrt(variance);

    assertThat(z).isCloseTo(2.20898359144091, within(5e-13));
    assertThat(Normal.twoSidedP(z)).isCloseTo(0.0271757822291882, within(5e-14));
    Interval interval =
        Interval.normal(0.823678861788618 - 0.731368563685637, Math.sqrt(variance), 0.95);
    assertThat(interval.lower()).isCloseTo(0.0104061769564846, within(5e-14));
    assertThat(interval.upper()).isCloseTo(0.174214419249478, within(5e-14));
  }

  @Test
  void intervalIsNormalAndTheMarginShiftsTheStatistic() {
    DeLong comparison = DeLong.compare(LABELS, A, B);
    Interval interval = comparison.interval(0.95);

    assertThat(interval.lower() + interval.upper()).isCloseTo(2 / 24.0, within(1e-12));
    assertThat(interval.width())
        .isCloseTo(2 * 1.959963984540054 / 24 / 0.355035801248, within(1e-9));
    assertThat(comparison.z(1 / 24.0)).isCloseTo(2 * comparison.z(0), within(1e-12));
  }

  @Test
  void identicalScoresAreNoDifference() {
    DeLong comparison = DeLong.compare(LABELS, A, A);

    assertThat(comparison.z(0)).isZero();
    assertThat(comparison.p()).isEqualTo(1);
    assertThat(comparison.interval(0.95)).isEqualTo(new Interval(0, 0));
    assertThat(comparison.z(0.01)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void onlyTheOrderOfTheScoresCounts() {
    double[] stretched = Arrays.stream(A).map(Math::exp).toArray();

    assertThat(DeLong.compare(LABELS, A, stretched).differenceVariance()).isZero();
  }

  @Property
  void agreesWithAllPairs(
      @ForAll @Size(20) boolean[] labels,
      @ForAll @Size(20) List<@IntRange(min = 0, max = 5) Integer> a,
      @ForAll @Size(20) List<@IntRange(min = 0, max = 5) Integer> b) {
    Assume.that(count(labels, true) >= 2 && count(labels, false) >= 2);
    double[] scoresA = a.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] scoresB = b.stream().mapToDouble(Integer::doubleValue).toArray();
    DeLong fast = DeLong.compare(labels, scoresA, scoresB);
    AllPairs slowA = AllPairs.of(labels, scoresA);
    AllPairs slowB = AllPairs.of(labels, scoresB);

    assertThat(fast.a().value()).isCloseTo(slowA.area(), within(1e-12));
    assertThat(RocAuc.area(labels, scoresA)).isEqualTo(fast.a().value());
    assertThat(fast.a().variance()).isCloseTo(slowA.covariance(slowA), within(1e-12));
    assertThat(fast.covariance()).isCloseTo(slowA.covariance(slowB), within(1e-12));
    assertThat(fast.differenceVariance())
        .isCloseTo(
            slowA.covariance(slowA) + slowB.covariance(slowB) - 2 * slowA.covariance(slowB),
            within(1e-12));
    assertThat(Influence.ofDifference(fast.a().influence(), fast.b().influence()).variance())
        .isCloseTo(fast.differenceVariance(), within(1e-12));
  }

  private static long count(boolean[] labels, boolean wanted) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).count();
  }

  @Test
  void saysWhatCannotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeLong.compare(new boolean[10], A, B))
        .withMessage(
            "an area under the curve needs two rows of either class, but there are 0 positive and 10"
                + " negative");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DeLong.compare(
                    new boolean[] {true, false, false},
                    new double[] {1, 2, 3},
                    new double[] {1, 2, 3}))
        .withMessage(
            "an area under the curve needs two rows of either class, but there are 1 positive and 2"
                + " negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeLong.compare(LABELS, A, new double[9]))
        .withMessage("labels and scores differ in length: 10 and 9");
    double[] broken = B.clone();
    broken[3] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeLong.compare(LABELS, A, broken))
        .withMessage("value 3 is not a number");
  }
}

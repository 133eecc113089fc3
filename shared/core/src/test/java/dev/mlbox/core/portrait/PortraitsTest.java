package dev.mlbox.core.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PortraitsTest {
  private static final Table NOTHING = new Table(Map.of(), 0);

  private static Predictions scored(double... scores) {
    long[] classes = new long[scores.length];
    double[] all = new double[2 * scores.length];
    for (int row = 0; row < scores.length; row++) {
      classes[row] = scores[row] > 0.5 ? 1 : 0;
      all[2 * row] = 1 - scores[row];
      all[2 * row + 1] = scores[row];
    }
    return new Predictions(new Column.Whole(classes), List.of("0", "1"), all, 2);
  }

  private static Answers binary(long[] truth, double... scores) {
    Predictions answers = scored(scores);
    return Answers.of(
        Truth.of("late", new Column.Whole(truth), List.of(answers), null), answers, "candidate");
  }

  private static RankCurve curve(Answers answers) {
    return Objects.requireNonNull(Portraits.of(answers, null, NOTHING).candidate().curve());
  }

  @Test
  void theCurveOfAFewRowsHasAPointForEachScore() {
    RankCurve curve = curve(binary(new long[] {0, 0, 1, 1}, 0.1, 0.4, 0.35, 0.8));

    assertThat(curve.points())
        .extracting(point -> point.truePositives() + " " + point.falsePositives())
        .containsExactly("0 0", "1 0", "1 1", "2 1", "2 2");
  }

  @Test
  void theCurveOfManyRowsIsShortAndItsAreaIsTheMetric() {
    SplittableRandom random = new SplittableRandom(7);
    int rows = 200_000;
    long[] truth = new long[rows];
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      scores[row] = random.nextDouble();
      truth[row] = random.nextDouble() < scores[row] * scores[row] ? 1 : 0;
    }
    Answers answers = binary(truth, scores);

    RankCurve curve = curve(answers);

    double area = 0;
    for (int i = 1; i < curve.points().size(); i++) {
      RankCurve.Point from = curve.points().get(i - 1);
      RankCurve.Point to = curve.points().get(i);
      area +=
          (double) (to.falsePositives() - from.falsePositives())
              * (to.truePositives() + from.truePositives())
              / 2;
    }
    assertThat(curve.points()).hasSizeLessThanOrEqualTo(RankCurve.MOST);
    assertThat(area / curve.positives() / curve.negatives())
        .isCloseTo(Metrics.named("roc_auc").orElseThrow().value(answers), within(2e-4));
  }

  @Test
  void probabilitiesThatMeanWhatTheySayAreOnTheDiagonal() {
    SplittableRandom random = new SplittableRandom(11);
    long[] truth = new long[50_000];
    double[] scores = new double[truth.length];
    for (int row = 0; row < truth.length; row++) {
      scores[row] = random.nextDouble();
      truth[row] = random.nextDouble() < scores[row] ? 1 : 0;
    }

    List<Reliability> bins =
        Portraits.of(binary(truth, scores), null, NOTHING).candidate().calibration();

    assertThat(bins).hasSize(10);
    assertThat(bins.stream().mapToLong(Reliability::rows).sum()).isEqualTo(50_000);
    assertThat(bins)
        .allSatisfy(bin -> assertThat(bin.observed()).isCloseTo(bin.predicted(), within(0.03)));
  }

  @Test
  void disagreementIsCountedAndShownWithWhatOnlyTheBaselineGetsRightFirst() {
    long[] truth = {1, 1, 0, 0};
    Predictions candidate = scored(0.9, 0.2, 0.3, 0.7);
    Predictions baseline = scored(0.8, 0.6, 0.9, 0.1);
    Truth shared = Truth.of("late", new Column.Whole(truth), List.of(candidate, baseline), null);
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("carrier", new Column.Text(new String[] {"AA", "B6", "DL", "UA"}));

    Disagreement seen =
        Objects.requireNonNull(
            Portraits.of(
                    Answers.of(shared, candidate, "candidate"),
                    Answers.of(shared, baseline, "baseline"),
                    new Table(columns, 4))
                .disagreement());

    assertThat(seen.bothRight()).isEqualTo(1);
    assertThat(seen.onlyCandidate()).isEqualTo(1);
    assertThat(seen.onlyBaseline()).isEqualTo(2);
    assertThat(seen.bothWrong()).isZero();
    assertThat(seen.differing()).isEqualTo(3);
    assertThat(seen.examples())
        .extracting(each -> each.row() + " " + each.candidate() + " " + each.columns())
        .containsExactly(
            "4 1 (0.7000) {carrier=UA}", "2 0 (0.2000) {carrier=B6}", "3 0 (0.3000) {carrier=DL}");
  }

  @Test
  void numbersHaveResidualsByTheSizeOfThePrediction() {
    double[] truth = new double[1_000];
    double[] predicted = new double[1_000];
    for (int row = 0; row < 1_000; row++) {
      predicted[row] = row;
      truth[row] = row + (row % 2 == 0 ? 10 : -10);
    }
    Predictions answers = Predictions.of(new Column.Real(predicted));
    Answers numbers =
        Answers.of(
            Truth.of("delay", new Column.Real(truth), List.of(answers), null),
            answers,
            "candidate");

    Portraits portraits = Portraits.of(numbers, null, NOTHING);

    assertThat(portraits.candidate().residuals()).hasSize(10);
    assertThat(portraits.candidate().residuals())
        .allSatisfy(
            band -> {
              assertThat(band.low()).isCloseTo(-10, within(0.1));
              assertThat(band.high()).isCloseTo(10, within(0.1));
            });
    assertThat(portraits.predictions().stream().mapToLong(Bar::candidate).sum()).isEqualTo(1_000);
    assertThat(portraits.candidate().confusion()).isNull();
  }

  @Test
  void rareClassesAreOneLineOfTheConfusionTable() {
    String[] names = new String[400];
    for (int row = 0; row < names.length; row++) {
      names[row] = "class " + (int) Math.sqrt(row);
    }
    Predictions answers = Predictions.of(new Column.Text(names));
    Answers classes =
        Answers.of(
            Truth.of("kind", new Column.Text(names), List.of(answers), null), answers, "candidate");

    ConfusionTable table =
        Objects.requireNonNull(Portraits.of(classes, null, NOTHING).candidate().confusion());

    assertThat(table.classes())
        .hasSize(12)
        .contains("class 19", "others")
        .doesNotContain("class 1");
    assertThat(table.counts().stream().flatMap(List::stream).mapToLong(Long::longValue).sum())
        .isEqualTo(400);
  }

  @Test
  void noRowIsShownWhereNoneIsWanted() {
    long[] truth = {1, 0};
    Predictions candidate = scored(0.9, 0.2);
    Predictions baseline = scored(0.8, 0.7);
    Truth shared = Truth.of("late", new Column.Whole(truth), List.of(candidate, baseline), null);
    Portraits portraits =
        Portraits.of(
            Answers.of(shared, candidate, "candidate"),
            Answers.of(shared, baseline, "baseline"),
            NOTHING);

    assertThat(Objects.requireNonNull(portraits.disagreement()).examples()).hasSize(1);
    assertThat(Objects.requireNonNull(portraits.showing(0).disagreement()).examples()).isEmpty();
  }
}

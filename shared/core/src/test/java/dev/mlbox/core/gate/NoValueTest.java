package dev.mlbox.core.gate;

import static dev.mlbox.core.gate.TwoModels.ones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no value is an error, whatever number is agreed upon for it. */
class NoValueTest {
  private static final GatePolicy PLAIN = new GatePolicy(false, false, true, true);

  private static double[] all(double value) {
    double[] values = new double[100];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void correlationWithOneClass() {
    long[] truth = ones(50, 150);
    long[] candidate = ones(200, 0);
    System.arraycopy(truth, 0, candidate, 0, 100);
    Slicing carriers =
        new Slicing(
            "carrier",
            Slicing.Kind.COLUMN,
            List.of(
                new Slice("carrier", "AA", IntStream.range(0, 100).toArray()),
                new Slice("carrier", "HA", IntStream.range(100, 200).toArray())));

    Finding finding =
        TwoModels.classes(truth, candidate, truth)
            .finding("matthews_corrcoef by carrier >= baseline - 0.3", carriers);

    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(finding.message())
        .isEqualTo(
            "matthews_corrcoef by carrier: it could not be judged in 1 of 2 slices (mlbox.yaml:8):"
                + " HA (all rows are of one class, 0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r2", "explained_variance", "d2_absolute_error_score"})
  void shareExplainedOfNothing(String metric) {
    Finding finding =
        TwoModels.numbers(all(0.5), all(1_000), all(0.501)).finding(metric + " >= baseline - 0.01");

    assertThat(finding.message())
        .isEqualTo(metric + " could not be judged: y is 0.5 in all rows (mlbox.yaml:8)");
  }

  @Test
  void precisionWithoutAPrediction() {
    TwoModels models = TwoModels.classes(ones(10, 90), new long[100], new long[100]);

    assertThat(models.finding("precision >= baseline - 0.01").message())
        .isEqualTo("precision could not be judged: no row is called 1 (mlbox.yaml:8)");
    assertThat(models.finding("precision >= baseline - 0.01", PLAIN).verdict())
        .isEqualTo(Verdict.ERROR);
    assertThat(models.verdict("precision >= 0.1")).isEqualTo(Verdict.FAIL);
  }

  @Test
  void precisionOfABaselineWithoutAPrediction() {
    TwoModels models = TwoModels.classes(ones(10, 90), ones(10, 90), new long[100]);

    assertThat(models.finding("precision >= baseline - 0.01").message())
        .isEqualTo(
            "precision could not be judged: of the baseline: no row is called 1 (mlbox.yaml:8)");
  }

  @Test
  void aClassThatDrawsOftenMissIsAnErrorOfThisGateAlone() {
    long[] candidate = ones(2, 98);
    candidate[50] = 1;

    assertThat(
            TwoModels.classes(ones(2, 98), candidate, ones(2, 98))
                .finding("cohen_kappa >= baseline - 0.05")
                .message())
        .startsWith(
            "cohen_kappa could not be judged: a class has too few rows to draw from (the statistic"
                + " is undefined for ")
        .endsWith(" of 10000 draws) (mlbox.yaml:8)");
  }

  @Test
  void calibrationErrorsAreNotCompared() {
    double[] shares = new double[100];
    Arrays.fill(shares, 0.4);
    TwoModels models = TwoModels.scores(ones(40, 60), shares, shares);

    assertThat(models.finding("expected_calibration_error <= baseline + 0.02").message())
        .isEqualTo(
            "expected_calibration_error could not be judged: a difference of it is biased to 0 by"
                + " chance; compare brier or log_loss, or give a number as the bound"
                + " (mlbox.yaml:8)");
    assertThat(models.verdict("expected_calibration_error <= 0.02")).isEqualTo(Verdict.PASS);
  }
}

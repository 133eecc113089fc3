package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of one class tell nothing of how a model tells classes apart. */
class OneClassTest {
  private static TwoModels scored(long[] truth) {
    double[] first = new double[truth.length];
    double[] second = new double[truth.length];
    for (int row = 0; row < truth.length; row++) {
      first[row] = 0.02 + row * 0.6 % 0.97;
      second[row] = 0.02 + row * 0.4 % 0.97;
    }
    return TwoModels.scores(truth, first, second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "roc_auc",
        "average_precision",
        "balanced_accuracy",
        "matthews_corrcoef",
        "cohen_kappa",
        "precision"
      })
  void isAnErrorByName(String metric) {
    TwoModels models = scored(TwoModels.ones(400, 0));

    for (String rest : new String[] {" >= 0.01", " >= baseline - 0.5"}) {
      Finding finding = models.finding(metric + rest);
      assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
      assertThat(finding.message())
          .isEqualTo(metric + " could not be judged: all rows are of one class, 1 (mlbox.yaml:8)");
    }
  }

  @Test
  void ofASliceIsNamedAndNotJudged() {
    long[] truth = new long[400];
    Arrays.setAll(truth, row -> row < 200 ? 1 : row % 2);

    for (String metric : new String[] {"average_precision", "precision", "balanced_accuracy"}) {
      for (String rest : new String[] {" by plan >= 0.1", " by plan >= baseline - 0.9"}) {
        Finding finding = scored(truth).finding(metric + rest, ThinSlicesTest.slicing(200, 200));

        assertThat(finding.verdict()).as(finding.message()).isEqualTo(Verdict.PASS);
        assertThat(finding.message())
            .contains("in all 1 slices")
            .contains("; not judged: p0 (all rows are of one class, 1)");
      }
    }
  }

  @Test
  void ofEachSliceIsAnError() {
    Finding finding =
        scored(TwoModels.ones(400, 0))
            .finding("precision by plan >= 0.1", ThinSlicesTest.slicing(200, 200));

    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(finding.message()).contains("p0: all rows are of one class, 1");
  }

  @Test
  void leavesAccuracyAndRecallAsTheyAre() {
    TwoModels models = scored(TwoModels.ones(400, 0));

    assertThat(models.verdict("accuracy >= 0.01")).isEqualTo(Verdict.PASS);
    assertThat(models.verdict("recall >= 0.01")).isEqualTo(Verdict.PASS);
  }
}

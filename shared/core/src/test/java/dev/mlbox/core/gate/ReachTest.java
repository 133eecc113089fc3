package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

  @Test
  void twoPointsWrittenAsTwoLetEveryModelPass() {
    assertThat(problem("accuracy >= baseline - 2"))
        .isEqualTo(
            "gate `accuracy >= baseline - 2` can never fail: accuracy is between 0 and 1"
                + " (mlbox.yaml:8); expected a difference below 1;"
                + " write `accuracy >= baseline - 0.02` for 2 points");
  }

  @Test
  void percentOfANumberIsAHundredthOfIt() {
    assertThat(problem("roc_auc >= 65"))
        .isEqualTo(
            "gate `roc_auc >= 65` can never pass: roc_auc is between 0 and 1 (mlbox.yaml:8);"
                + " expected a bound that one model meets and another does not;"
                + " write `roc_auc >= 0.65` for 65 %");
  }

  @Test
  void percentAreOfTheBaselinesValue() {
    assertThat(problem("accuracy >= baseline - 100%"))
        .isEqualTo(
            "gate `accuracy >= baseline - 100%` can never fail: accuracy is between 0 and 1"
                + " (mlbox.yaml:8); expected less than 100 %, which is of the baseline's value");
  }

  @Test
  void namesTheOneEndOfAMetric() {
    assertThat(problem("r2 >= 2"))
        .startsWith("gate `r2 >= 2` can never pass: r2 is never above 1 (mlbox.yaml:8)");
    assertThat(problem("log_loss <= -1"))
        .startsWith("gate `log_loss <= -1` can never pass: log_loss is never below 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accuracy >= 0",
        "brier <= 1",
        "brier <= baseline + 2",
        "brier <= baseline - 1",
        "neg_brier_score >= baseline - 2",
        "accuracy >= baseline + 2",
        "accuracy >= 0 * baseline",
        "matthews_corrcoef by origin >= baseline - 2",
        "log_loss <= baseline - 100%"
      })
  void refusesWhatDecidesNothing(String line) {
    assertThat(problem(line)).startsWith("gate `" + line + "` can never ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accuracy >= 1",
        "accuracy >= baseline - 0.02",
        "accuracy >= baseline - 2%",
        "accuracy >= baseline + 0.5",
        "accuracy >= 2 * baseline",
        "matthews_corrcoef >= baseline - 1.5",
        "matthews_corrcoef >= 0",
        "r2 >= 0",
        "r2 >= baseline - 2",
        "log_loss <= 0",
        "log_loss <= baseline + 2",
        "mean_absolute_error <= 1.02 * baseline",
        "mean_absolute_error <= baseline - 5",
        "neg_mean_absolute_error >= baseline - 5"
      })
  void letsInWhatSomeModelsMeetAndOthersDoNot(String line) {
    assertThat(GateParser.parse(line, "mlbox.yaml:8", List.of("origin")).problem()).isEmpty();
  }

  private static String problem(String line) {
    return GateParser.parse(line, "mlbox.yaml:8", List.of("origin"))
        .problem()
        .orElseThrow()
        .toString();
  }
}

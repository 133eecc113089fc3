package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "recall@late >= 0.5 | recall@late",
        "recall@late>=0.5 | recall@late",
        "recall@\"very late\" >= 0.5 | recall@very late",
        "f1@'a >= b' by origin >= baseline | f1@a >= b",
        "precision@pro-plus >= 0.5 | precision@pro-plus",
        "recall@señal >= 0.5 | recall@señal",
        "pinball_loss@0.9 <= 3 | pinball_loss@0.9",
        "neg_brier_score >= -0.2 | brier"
      })
  void readsMetricsWithTheirParameter(String line, String metric) {
    GateParser.Parsed parsed = GateParser.parse(line, "mlbox.yaml:9", List.of("origin"));

    assertThat(parsed.problem()).isEmpty();
    assertThat(parsed.gate().orElseThrow().metric().name()).isEqualTo(metric);
  }

  @Test
  void saysWhichParameterIsMissing() {
    assertThat(problem("top_k_accuracy >= 0.9"))
        .isEqualTo(
            "gate `top_k_accuracy >= 0.9` names a metric without its parameter, top_k_accuracy"
                + " (mlbox.yaml:9); expected top_k_accuracy@NUMBER, with a whole number from 1");
  }

  @Test
  void namesTheNearestMetric() {
    assertThat(problem("mathews_corrcoef >= 0.9"))
        .isEqualTo(
            "gate `mathews_corrcoef >= 0.9` names an unknown metric, mathews_corrcoef"
                + " (mlbox.yaml:9); expected a metric, such as accuracy or roc_auc of classes,"
                + " mean_absolute_error of numbers; did you mean matthews_corrcoef?");
  }

  @Test
  void aMetricThatIsLikeNoOtherComesWithAllOfThem() {
    assertThat(problem("gini >= 0.3"))
        .startsWith("gate `gini >= 0.3` names an unknown metric, gini (mlbox.yaml:9); expected a")
        .contains("; known metrics: ")
        .contains("roc_auc")
        .doesNotContain("METRIC [by SLICE");
  }

  private static String problem(String line) {
    return GateParser.parse(line, "mlbox.yaml:9", List.of()).problem().orElseThrow().toString();
  }
}

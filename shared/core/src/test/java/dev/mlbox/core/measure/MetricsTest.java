package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  @ParameterizedTest
  @CsvSource({
    "brier_score, brier",
    "brier_score_loss, brier",
    "accuracy_score, accuracy",
    "roc_auc_score, roc_auc",
    "f1_score, f1",
    "r2_score, r2",
    "explained_variance_score, explained_variance",
    "cohen_kappa_score, cohen_kappa",
    "d2_absolute_error_score, d2_absolute_error_score",
    "mcc, matthews_corrcoef",
    "rmse, root_mean_squared_error",
    "mean_pinball_loss@.9, pinball_loss@.9"
  })
  void knowsOtherNames(String alias, String name) {
    assertThat(Metrics.named(alias).orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "neg_log_loss",
        "neg_brier_score",
        "neg_mean_absolute_error",
        "neg_root_mean_squared_error",
        "neg_mean_squared_log_error",
        "neg_pinball_loss@0.1"
      })
  void knowsScorersThatAreNegated(String name) {
    assertThat(Metrics.negated(name).orElseThrow().direction()).isEqualTo(Direction.LOWER);
    assertThat(Metrics.named(name)).isEmpty();
  }

  @Test
  void negatesOnlyWhatIsBetterLower() {
    assertThat(Metrics.negated("neg_accuracy")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pinball_loss | pinball_loss@QUANTILE, with a number between 0 and 1",
        "pinball_loss@2 | pinball_loss@QUANTILE, with a number between 0 and 1",
        "neg_pinball_loss@0 | pinball_loss@QUANTILE, with a number between 0 and 1",
        "top_k_accuracy@0 | top_k_accuracy@NUMBER, with a whole number from 1",
        "recall@ | recall@CLASS, with a class of the target"
      })
  void saysWhatIsLacking(String name, String lacking) {
    assertThat(Metrics.lacking(name)).isEqualTo(Optional.of(lacking));
    assertThat(Metrics.named(name)).isEmpty();
  }

  @Test
  void lacksNothingOfWhatItKnowsOrDoesNotKnow() {
    assertThat(List.of("recall", "recall@late", "max_error", "neg_log_loss"))
        .allSatisfy(name -> assertThat(Metrics.lacking(name)).isEmpty());
  }
}

package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table of classes says is what its rows say, one by one. */
class TallyTest {
  private static final int ROWS = 500;

  private static Answers answers(int classes) {
    Random random = new Random(classes);
    long[] actual = new long[ROWS];
    long[] said = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      actual[row] = random.nextInt(classes);
      said[row] = random.nextInt(3) > 0 ? actual[row] : random.nextInt(classes);
    }
    Predictions predictions = Predictions.of(new Column.Whole(said));
    Truth truth = Truth.of("y", new Column.Whole(actual), List.of(predictions), null);
    return Answers.of(truth, predictions, "candidate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accuracy",
        "balanced_accuracy",
        "f1_macro",
        "f1_weighted",
        "precision_macro",
        "recall_micro",
        "jaccard_macro",
        "jaccard_micro",
        "recall@2",
        "matthews_corrcoef",
        "cohen_kappa"
      })
  void theTableSaysWhatTheRowsSay(String name) {
    Answers answers = answers(4);
    Metric metric = Metrics.named(name).orElseThrow();
    Measured measured = metric.measure(answers);

    assertThat(answers.tally().orElseThrow().counts()).hasSizeLessThanOrEqualTo(16);
    assertThat(measured.value()).isCloseTo(metric.value(answers, row -> 1), within(1e-14));
    Influence ofRows = Influence.of(metric.influence(answers));
    Influence ofTable = influence(metric, answers);
    assertThat(ofTable.variance()).isCloseTo(ofRows.variance(), within(1e-14));
    assertThat(ofTable.units()).isEqualTo(ROWS);
  }

  private static Influence influence(Metric metric, Answers answers) {
    Tally tally = answers.tally().orElseThrow();
    return tally.influence(metric.influence(tally.kinds()));
  }

  @Test
  void thereIsNoTableWhereItWouldBeAsLongAsTheRows() {
    assertThat(answers(90).tally()).isEmpty();
  }
}

package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metrics of texts and of sets of labels against scikit-learn, sacreBLEU, rouge-score and SQuAD's
 * script on the same answers.
 */
class AnswerMetricsTest {
  private static final double STEP = 1e-6;

  static Stream<AnswerCase> cases() {
    return AnswerCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void giveTheSameValues(AnswerCase given) {
    Answers answers = given.answers();
    given
        .expected()
        .forEach(
            (name, expected) -> {
              Measured measured = Metrics.named(name).orElseThrow().measure(answers);
              assertThat(measured.undefined()).as(name).isNull();
              assertThat(measured.value()).as(name).isCloseTo(expected, within(1e-12));
              Interval interval = Objects.requireNonNull(measured.interval());
              assertThat(interval.lower()).as(name).isLessThanOrEqualTo(expected + 1e-12);
              assertThat(interval.upper()).as(name).isGreaterThanOrEqualTo(expected - 1e-12);
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void haveInfluenceValuesThatAreDerivativesByTheWeightOfARow(AnswerCase given) {
    Answers answers = given.answers();
    for (String name : given.expected().keySet()) {
      Metric metric = Metrics.named(name).orElseThrow();
      double[] influence = metric.influence(answers);
      for (int row = 0; row < influence.length; row++) {
        int moved = row;
        double more = metric.value(answers, other -> other == moved ? 1 + STEP : 1);
        double less = metric.value(answers, other -> other == moved ? 1 - STEP : 1);
        assertThat(influence[row])
            .as("%s: row %d", name, row)
            .isCloseTo(answers.rows() * (more - less) / (2 * STEP), within(1e-5));
      }
      assertThat(Arrays.stream(influence).sum()).as(name).isCloseTo(0, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areThoseOfTheRowsOfASlice(AnswerCase given) {
    Answers answers = given.answers();
    int[] rows = {1, 0};
    Answers fresh = given.answers().at(rows);
    for (String name : given.expected().keySet()) {
      Metric metric = Metrics.named(name).orElseThrow();
      metric.value(answers);
      Answers cut = answers.at(rows);
      if (metric.obstacle(cut).isEmpty()) {
        assertThat(metric.value(cut)).as(name).isEqualTo(metric.value(fresh));
      }
    }
  }

  @Test
  void takeProbabilitiesAboveOneHalfForTheSetWhereTheModelGivesNoSet() {
    Column truth = texts("a|b", "c", "");
    double[] shares = {.9, .6, .1, .2, .5, .7, .3, .2, .1};
    Predictions said =
        new Predictions(new Column.Whole(new long[] {0, 2, 0}), List.of(), shares, 3);
    Answers answers = Answers.of(Truth.labelSets("tags", truth, List.of(said)), said, "candidate");
    assertThat(answers.text(0)).isEqualTo("a|b");
    assertThat(Metrics.named("accuracy").orElseThrow().value(answers)).isEqualTo(1);
  }

  @Test
  void orderDoesNotMatterInASet() {
    Column truth = texts("b|a", "c");
    Predictions said = Predictions.of(texts("a | b", "c|c"));
    Answers answers = Answers.of(Truth.labelSets("tags", truth, List.of(said)), said, "candidate");
    assertThat(Metrics.named("accuracy").orElseThrow().value(answers)).isEqualTo(1);
  }

  @Test
  void areNotThereForOtherTasks() {
    Predictions said = Predictions.of(texts("a b", "c"));
    Answers texts =
        Answers.of(Truth.texts("answer", texts("a", "c"), List.of(said)), said, "candidate");
    Answers classes =
        Answers.of(
            Truth.of("late", texts("x", "y"), List.of(Predictions.of(texts("x", "x"))), null),
            Predictions.of(texts("x", "x")),
            "candidate");
    Answers sets =
        Answers.of(
            Truth.labelSets("tags", texts("a", "c"), List.of(said(1))), said(1), "candidate");
    assertThat(obstacle("roc_auc", texts))
        .isEqualTo("it is for two classes, but answer holds text");
    assertThat(obstacle("f1_samples", texts))
        .isEqualTo("it is for sets of labels (evaluate.task: multilabel), but answer holds text");
    assertThat(obstacle("rouge_l", classes))
        .isEqualTo("it is for text (evaluate.task: text), but late has 2 classes");
    assertThat(obstacle("log_loss", sets))
        .isEqualTo("it is for classes, but tags holds sets of labels");
    assertThat(obstacle("coverage_error", sets))
        .isEqualTo("it needs probabilities, but the model answers with classes only");
    assertThat(obstacle("recall@z", sets)).isEqualTo("there is no label z, only a, c");
  }

  private static Predictions said(int any) {
    return Predictions.of(texts("a|c", any == 1 ? "a" : "c"));
  }

  private static String obstacle(String metric, Answers answers) {
    return Metrics.named(metric).orElseThrow().obstacle(answers).orElse("none");
  }

  @Test
  void refusesLabelsThatTheDataDoNotHave() {
    Predictions said = Predictions.of(texts("x|y", ""));
    assertThatThrownBy(() -> Truth.labelSets("tags", texts("a|b", "c"), List.of(said)))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining(
            "the model answers none of the labels of tags: it says x, y, the data has a, b, c");
  }

  private static Column texts(String... values) {
    return new Column.Text(values);
  }
}

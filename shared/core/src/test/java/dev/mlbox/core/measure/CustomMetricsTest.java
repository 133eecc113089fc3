package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.sql.AggregateExpression;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomMetricsTest {
  private static final double STEP = 1e-6;
  private static final int ROWS = 40;
  private static final double[] TRUTH = new Random(1).doubles(ROWS, 1, 9).toArray();
  private static final double[] SAID = new Random(2).doubles(ROWS, 1, 9).toArray();
  private static final double[] WEIGHT = new Random(3).doubles(ROWS, 0.5, 3).toArray();

  private static Answers answers(boolean weighted) {
    Predictions said = Predictions.of(new Column.Real(SAID));
    Truth truth = Truth.of("y", new Column.Real(TRUTH), List.of(said), null);
    if (weighted) {
      truth = truth.weighted(RowWeights.of("w", "here", new Column.Real(WEIGHT)));
    }
    return Answers.of(truth, said, "candidate");
  }

  private static Metric sql(String text) {
    return CustomMetrics.sql("own", Direction.LOWER, AggregateExpression.parse(text));
  }

  /** |y − p| of each row, as the database would give it. */
  private static double[] errors() {
    double[] errors = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      errors[row] = Math.abs(TRUTH[row] - SAID[row]);
    }
    return errors;
  }

  /** Two numbers a row, the second one for even rows only. */
  private static double[] pairs() {
    double[] pairs = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      pairs[2 * row] = TRUTH[row];
      pairs[2 * row + 1] = row % 2 == 0 ? SAID[row] : Double.NaN;
    }
    return pairs;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAverageInSqlIsTheMetricOfTheCatalogue(boolean weighted) {
    Answers answers = answers(weighted).given("own", errors());
    Metric own = sql("avg(abs(y - prediction))");
    Metric known = Metrics.named("mean_absolute_error").orElseThrow();

    assertThat(own.value(answers)).isCloseTo(known.value(answers), within(1e-14));
    assertThat(own.influence(answers)).containsExactly(known.influence(answers), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "avg(a) / avg(b)",
        "sum(a) / sum(b)",
        "sqrt(avg(a)) - ln(avg(b))",
        "sum(a) / count(b)",
      })
  void influenceValuesAreDerivativesByTheWeightOfARow(String text) {
    Metric metric = sql(text);
    for (boolean weighted : new boolean[] {false, true}) {
      Answers answers = answers(weighted).given("own", pairs());
      double[] influence = metric.influence(answers);
      for (int row = 0; row < ROWS; row++) {
        int moved = row;
        double more = metric.value(answers, other -> other == moved ? 1 + STEP : 1);
        double less = metric.value(answers, other -> other == moved ? 1 - STEP : 1);
        assertThat(influence[row]).isCloseTo(ROWS * (more - less) / (2 * STEP), within(1e-6));
      }
    }
  }

  @Test
  void aSumHasTheVarianceOfItsRows() {
    Answers answers = answers(false).given("own", errors());
    double mean = sql("avg(e)").value(answers);
    double[] influence = sql("sum(e)").influence(answers);

    assertThat(sql("sum(e)").value(answers)).isCloseTo(ROWS * mean, within(1e-12));
    assertThat(influence[3]).isCloseTo(ROWS * (errors()[3] - mean), within(1e-10));
  }

  @Test
  void aSliceHasTheNumbersOfItsRows() {
    Answers slice = answers(false).given("own", pairs()).at(new int[] {4, 2});

    assertThat(sql("sum(a) - sum(b)").value(slice))
        .isCloseTo(TRUTH[4] + TRUTH[2] - SAID[4] - SAID[2], within(1e-12));
  }

  @Test
  void whatHasNoValueSaysWhy() {
    Answers odd = answers(false).given("own", pairs()).at(new int[] {1, 3});

    assertThat(sql("sum(a) / avg(b) filter (where c)").obstacle(odd))
        .contains("no row counts for avg(b) filter (where c)");
    assertThat(sql("sum(a) / count(b)").obstacle(odd)).contains("sum(a) / count(b) is Infinity");
  }

  @Test
  void whatACommandPrintsForEachRowIsAveraged() {
    Metric printed = CustomMetrics.command("own", Direction.LOWER);
    Answers answers = answers(true).given("own", errors());

    assertThat(printed.value(answers))
        .isCloseTo(
            Metrics.named("mean_absolute_error").orElseThrow().value(answers), within(1e-14));
    assertThat(printed.measure(answers).interval()).isNotNull();
  }

  @Test
  void oneNumberOfACommandIsOfAllRowsAndHasNoInterval() {
    double[] one = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      one[2 * row] = 0.25;
      one[2 * row + 1] = ROWS;
    }
    Metric printed = CustomMetrics.command("own", Direction.LOWER);
    Answers answers = answers(false).given("own", one);

    assertThat(printed.measure(answers)).isEqualTo(new Measured(0.25, null, null));
    assertThat(printed.comparisonObstacle(answers))
        .contains("its command prints one number for all rows, which has no interval");
    assertThat(printed.obstacle(answers.at(new int[] {0, 1})))
        .contains("its command prints one number for all rows, not one a row");
  }
}

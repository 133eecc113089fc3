package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Influence values against what happens when a row weighs a little more. */
class InfluenceValuesTest {
  private static final double STEP = 1e-6;

  /** Not differentiable: a quantile has a slope only between rows. */
  private static final Set<String> JUMPS = Set.of("median_absolute_error");

  static Stream<MetricCase> cases() {
    return MetricCase.all().filter(given -> given.target().length > 2);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areTheDerivativesByTheWeightOfARow(MetricCase given) {
    Answers answers = given.answers();
    for (String name : given.expected().keySet()) {
      Metric metric = Metrics.named(name).orElseThrow();
      if (metric.comparisonObstacle(answers).isEmpty() && !JUMPS.contains(name)) {
        check(metric, answers);
      }
    }
  }

  private static void check(Metric metric, Answers answers) {
    double[] influence = metric.influence(answers);
    assertThat(influence).hasSize(answers.rows());
    double size = Arrays.stream(influence).map(Math::abs).max().orElse(0);
    assertThat(Arrays.stream(influence).sum())
        .as(metric + ": sum")
        .isCloseTo(0, within(1e-9 * Math.max(1, size * answers.rows())));
    if (metric.basis() == Basis.ORDER) {
      checkQueries(metric, answers, influence);
      return;
    }
    for (int row = 0; row < influence.length; row++) {
      assertThat(influence[row])
          .as("%s: row %d", metric, row)
          .isCloseTo(
              derivative(metric, answers, only(row)) * correction(metric, answers, row),
              within(1e-5 * Math.max(1, size)));
    }
  }

  /** All rows of a query weigh more together; the first of them carries its influence. */
  private static void checkQueries(Metric metric, Answers answers, double[] influence) {
    int[] groups = answers.truth().queries().groups();
    double queries = answers.truth().queries().count();
    double n = influence.length;
    for (int query = 0; query < queries; query++) {
      int wanted = query;
      double sum =
          IntStream.range(0, influence.length)
              .filter(row -> groups[row] == wanted)
              .mapToDouble(row -> influence[row])
              .sum();
      assertThat(sum)
          .as("%s: query %d", metric, query)
          .isCloseTo(
              derivative(metric, answers, row -> groups[row] == wanted)
                  * Math.sqrt((n - 1) * queries / (n * (queries - 1))),
              within(1e-5));
    }
  }

  private static IntPredicate only(int row) {
    return other -> other == row;
  }

  private static double derivative(Metric metric, Answers answers, IntPredicate moved) {
    double more = metric.value(answers, row -> moved.test(row) ? 1 + STEP : 1);
    double less = metric.value(answers, row -> moved.test(row) ? 1 - STEP : 1);
    return answers.rows() * (more - less) / (2 * STEP);
  }

  /** DeLong's components carry the divisors m − 1 and k − 1 of the two classes. */
  private static double correction(Metric metric, Answers answers, int row) {
    if (!metric.name().equals("roc_auc") || answers.truth().isWeighted()) {
      return 1;
    }
    double n = answers.rows();
    double own = answers.truth().rowsOf(answers.truth().code(row));
    return Math.sqrt((n - 1) * own / (n * (own - 1)));
  }
}

package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
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
    for (int row = 0; row < influence.length; row++) {
      assertThat(influence[row])
          .as("%s: row %d", metric, row)
          .isCloseTo(
              derivative(metric, answers, row) * correction(metric, answers, row),
              within(1e-5 * Math.max(1, size)));
    }
  }

  private static double derivative(Metric metric, Answers answers, int row) {
    double more = metric.value(answers, other -> other == row ? 1 + STEP : 1);
    double less = metric.value(answers, other -> other == row ? 1 - STEP : 1);
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

package dev.mlbox.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric against scikit-learn on the same arrays. */
class ScikitLearnTest {
  /** Relative to the value, or to 1. */
  private static final double ROUNDING = 1e-12;

  /** Where scikit-learn gives 0 or NaN for "there is none" without a warning. */
  private static final Set<String> SILENT =
      Set.of(
          "f1",
          "jaccard",
          "d2_log_loss_score",
          "explained_variance",
          "roc_auc_ovo",
          "roc_auc_ovo_weighted");

  static Stream<MetricCase> cases() {
    return MetricCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSameValues(MetricCase given) {
    Answers answers = given.answers();
    given
        .expected()
        .forEach(
            (name, expected) -> {
              Measured measured = Metrics.named(name).orElseThrow().measure(answers);
              if (expected == null) {
                assertThat(measured.undefined()).as(name).isNotNull();
              } else if (measured.isDefined()) {
                assertThat(measured.value())
                    .as(name)
                    .isCloseTo(expected, within(ROUNDING * Math.max(1, Math.abs(expected))));
              } else {
                // scikit-learn gives a number by convention; here it is said that there is none.
                assertThat(
                        SILENT.contains(name.replaceFirst("@.*", ""))
                            || given.warned().contains(name))
                    .as(name + ": " + measured.undefined())
                    .isTrue();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesAnIntervalAroundEveryValue(MetricCase given) {
    Answers answers = given.answers();
    for (String name : given.expected().keySet()) {
      Measured measured = Metrics.named(name).orElseThrow().measure(answers);
      if (measured.interval() != null && !name.startsWith("expected_calibration_error")) {
        assertThat(measured.interval().lower()).as(name).isLessThanOrEqualTo(measured.value());
        assertThat(measured.interval().upper()).as(name).isGreaterThanOrEqualTo(measured.value());
      }
    }
  }

  @Test
  void leavesNoMetricOfTheCatalogueUnchecked() {
    Set<String> checked =
        Stream.concat(
                cases().flatMap(each -> each.expected().keySet().stream()),
                AnswerCase.all().flatMap(each -> each.expected().keySet().stream()))
            .collect(Collectors.toSet());
    Set<String> all =
        Metrics.all().stream()
            .filter(metric -> !metric.isResource())
            .map(Metric::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(checked).containsAll(all);
  }
}

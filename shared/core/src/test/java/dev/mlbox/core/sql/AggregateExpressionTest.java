package dev.mlbox.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateExpressionTest {
  @Test
  void findsTheAggregatesAndLeavesWhatIsInThemAlone() {
    AggregateExpression parsed =
        AggregateExpression.parse(
            "SUM(cost * (a = ')' OR b)) / count(*) FILTER (WHERE \"odd)\" > 1) - avg(ln(x))");

    assertThat(parsed.aggregates())
        .containsExactly(
            new Aggregate(Aggregate.Kind.SUM, "cost * (a = ')' OR b)", ""),
            new Aggregate(Aggregate.Kind.COUNT, "*", "\"odd)\" > 1"),
            new Aggregate(Aggregate.Kind.AVG, "ln(x)", ""));
    assertThat(parsed.value(new double[] {12, 4, 1})).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1 + 2 * sum(a), 7",
    "(1 + 2) * sum(a), 9",
    "sum(a) - 1 - 1, 1",
    "12 / sum(a) / 2, 2",
    "-sum(a) + 1e1, 7",
    "sqrt(sum(a) * 3), 3",
    "'power(sum(a), 2)', 9",
    "abs(-sum(a)) + ln(exp(.5)), 3.5",
  })
  void calculatesAsSqlDoes(String text, double expected) {
    assertThat(AggregateExpression.parse(text).value(new double[] {3}))
        .isCloseTo(expected, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(a) * sum(b) - sum(a) / sum(b)",
        "sqrt(sum(a) / sum(b)) + exp(sum(b) - sum(a))",
        "power(sum(a), sum(b)) * ln(sum(a))",
        "abs(sum(b) - sum(a)) - 3 * -sum(b)",
      })
  void knowsItsSlopes(String text) {
    AggregateExpression expression = AggregateExpression.parse(text);
    double[] at = new double[expression.aggregates().size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = 1.5 + 0.7 * i;
    }
    double[] slopes = expression.slopes(at);
    for (int i = 0; i < at.length; i++) {
      double[] more = at.clone();
      double[] less = at.clone();
      more[i] += 1e-6;
      less[i] -= 1e-6;
      double slope = (expression.value(more) - expression.value(less)) / 2e-6;
      assertThat(slopes[i]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 + 4 | it has no aggregate",
        "avg(a) + b | b stands outside of an aggregate",
        "median(a) | median(…) is not understood",
        "count(distinct a) | count(distinct a) is no average, sum or count of rows",
        "avg(a | a parenthesis is not closed",
        "avg(a) avg(b) | `avg(b)` is not understood",
        "avg(a; drop table data) | it has a semicolon",
        "(avg(a) | a ) is missing before the end",
        "avg(a) * | the end is no aggregate or number",
        "sqrt(avg(a), 2) | sqrt takes 1 numbers, not 2",
        "avg() | avg() is no average, sum or count of rows",
      })
  void saysWhatItDoesNotUnderstand(String text, String message) {
    assertThatThrownBy(() -> AggregateExpression.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}

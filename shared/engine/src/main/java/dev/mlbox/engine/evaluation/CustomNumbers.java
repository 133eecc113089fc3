package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.CustomMetric;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.sql.AggregateExpression;
import dev.mlbox.engine.data.AnsweredRows;
import dev.mlbox.engine.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Works out what the project's own metrics need of each row. */
final class CustomNumbers {
  private final List<CustomMetric> metrics;
  private final DataSource data;
  private final MetricCommand runner;

  CustomNumbers(List<CustomMetric> metrics, DataSource data, MetricCommand runner) {
    this.metrics = metrics;
    this.data = data;
    this.runner = runner;
  }

  /** The answers with those numbers. */
  Answers beside(Answers answers, Predictions predictions) {
    if (metrics.isEmpty()) {
      return answers;
    }
    AnsweredRows rows = AnsweredRows.of(data, predictions, answers);
    Answers known = answers;
    for (CustomMetric metric : metrics) {
      AggregateExpression sql = metric.sql();
      double[] numbers =
          sql == null
              ? printed(metric, rows)
              : rows.numbers(metric.name(), metric.source(), sql.aggregates());
      known = known.given(metric.name(), numbers);
    }
    return known;
  }

  private double[] printed(CustomMetric metric, AnsweredRows rows) {
    Stated command = metric.source();
    List<String> lines;
    try {
      Path file = Files.createTempFile("mlbox-rows-", ".csv");
      try {
        rows.write(file);
        lines = runner.lines(command, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the rows for `%s` cannot be written: %s".formatted(command.text(), e)), e);
    }
    double[] numbers =
        lines.stream()
            .flatMap(line -> number(line).stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    int all = (int) data.rows();
    if (numbers.length == all && all > 1) {
      return numbers;
    }
    if (numbers.length != 1) {
      throw MlboxException.invalid(
          Problem.of(
                  "metric %s: `%s` printed %,d numbers for %,d rows"
                      .formatted(metric.name(), command.text(), numbers.length, all))
              .at(command.place())
              .expected("one number, or one a row, each on a line of its own"));
    }
    double[] beside = new double[2 * all];
    for (int row = 0; row < all; row++) {
      beside[2 * row] = numbers[0];
      beside[2 * row + 1] = all;
    }
    return beside;
  }

  private static Optional<Double> number(String line) {
    try {
      double number = Double.parseDouble(line.strip());
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

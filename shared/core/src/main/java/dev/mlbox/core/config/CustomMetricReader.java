package dev.mlbox.core.config;

import dev.mlbox.core.measure.CustomMetrics;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.sql.AggregateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code evaluate.metrics}. */
final class CustomMetricReader {
  private static final String FORM =
      "avg(…), sum(…) and count(…) of an expression on one row, each perhaps with FILTER (WHERE"
          + " …), with + - * / sqrt ln exp abs power between them";

  private final Reading reading;

  CustomMetricReader(Reading reading) {
    this.reading = reading;
  }

  /** Those that are right. */
  List<CustomMetric> read() {
    List<CustomMetric> metrics = new ArrayList<>();
    for (Setting entry : reading.at("evaluate.metrics").map(Setting::items).orElse(List.of())) {
      CustomMetric metric = metric(entry);
      if (metric != null && isNew(metric, metrics)) {
        metrics.add(metric);
      }
    }
    return metrics;
  }

  /** Null when the schema or the SQL does not allow it. */
  private @Nullable CustomMetric metric(Setting entry) {
    Setting name = entry.entries().get("name");
    Setting better = entry.entries().get("better");
    Setting sql = entry.entries().get("sql");
    Setting command = entry.entries().get("command");
    if (name == null || better == null || (sql == null) == (command == null)) {
      return null;
    }
    Direction direction = Direction.valueOf(better.text().toUpperCase(Locale.ROOT));
    if (command != null) {
      Stated source = new Stated(command.text(), command.place());
      return new CustomMetric(CustomMetrics.command(name.text(), direction), source, null);
    }
    return sql == null ? null : aggregated(name, direction, sql);
  }

  private @Nullable CustomMetric aggregated(Setting name, Direction direction, Setting sql) {
    Stated source = new Stated(sql.text(), sql.place());
    try {
      AggregateExpression expression = AggregateExpression.parse(sql.text());
      return new CustomMetric(
          CustomMetrics.sql(name.text(), direction, expression), source, expression);
    } catch (IllegalArgumentException e) {
      reading.problem(
          Problem.of("metric %s, `%s`: %s".formatted(name.text(), sql.text(), e.getMessage()))
              .at(sql.place())
              .expected(FORM)
              .remedy("use `command` for anything else"));
      return null;
    }
  }

  private boolean isNew(CustomMetric metric, List<CustomMetric> before) {
    boolean known = Metrics.named(metric.name()).isPresent();
    if (known || before.stream().anyMatch(other -> other.name().equals(metric.name()))) {
      reading.problem(
          Problem.of(
                  known
                      ? "metric %s is one of mlbox's own".formatted(metric.name())
                      : "metric %s is there twice".formatted(metric.name()))
              .at(metric.source().place())
              .expected("another name"));
      return false;
    }
    return true;
  }
}

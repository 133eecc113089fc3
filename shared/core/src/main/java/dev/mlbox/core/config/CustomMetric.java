package dev.mlbox.core.config;

import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.sql.AggregateExpression;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code evaluate.metrics}: a metric that the catalogue does not have.
 *
 * @param metric with the name that gates use
 * @param source the SQL or the command, and where it was set
 * @param sql the same, understood; null for a command
 */
public record CustomMetric(Metric metric, Stated source, @Nullable AggregateExpression sql) {

  public String name() {
    return metric.name();
  }
}

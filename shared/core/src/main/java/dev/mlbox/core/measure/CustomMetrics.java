package dev.mlbox.core.measure;

import dev.mlbox.core.sql.AggregateExpression;
import java.util.EnumSet;

/** Makes metrics that a project brings along. */
public final class CustomMetrics {
  private CustomMetrics() {}

  /** An expression over aggregates of the rows, whose values have to be {@link Answers#given}. */
  public static Metric sql(String name, Direction better, AggregateExpression expression) {
    return metric(name, better, new AggregateFormula(name, expression));
  }

  /**
   * What a command prints: one number a row, of which it is the average, or one for all rows; they
   * have to be {@link Answers#given}.
   */
  public static Metric command(String name, Direction better) {
    return metric(name, better, new PrintedFormula(name));
  }

  private static Metric metric(String name, Direction better, Formula formula) {
    return new Metric(
        name, new Kind(better, Basis.GIVEN, Range.ANY, EnumSet.allOf(Task.class)), formula);
  }
}

package dev.mlbox.core.sql;

import java.util.List;

/**
 * What {@code evaluate.metrics} says in SQL, such as {@code sum(cost) / count(*)}: averages, sums
 * and counts over rows, and arithmetic between them. Of these every row's influence is known, so
 * that the metric has an interval and two models can be compared.
 */
public final class AggregateExpression {
  private final String text;
  private final List<Aggregate> aggregates;
  private final Expression expression;

  AggregateExpression(String text, List<Aggregate> aggregates, Expression expression) {
    this.text = text;
    this.aggregates = List.copyOf(aggregates);
    this.expression = expression;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with what is not understood, in words
   */
  public static AggregateExpression parse(String text) {
    return new ExpressionParser(text).parse();
  }

  /** As the user wrote it. */
  public String text() {
    return text;
  }

  /** The aggregates in it, from left to right. */
  public List<Aggregate> aggregates() {
    return aggregates;
  }

  /**
   * Its value.
   *
   * @param values of the aggregates
   */
  public double value(double[] values) {
    return expression.at(values).value();
  }

  /** How it changes with each aggregate. */
  public double[] slopes(double[] values) {
    return expression.at(values).slopes();
  }
}

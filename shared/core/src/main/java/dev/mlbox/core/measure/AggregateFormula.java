package dev.mlbox.core.measure;

import dev.mlbox.core.sql.Aggregate;
import dev.mlbox.core.sql.AggregateExpression;
import java.util.List;
import java.util.Optional;

/**
 * A function of averages, sums and counts over the rows; its influence values by the delta method.
 */
final class AggregateFormula implements Formula {
  private final RowNumbers numbers;
  private final AggregateExpression expression;
  private final List<Aggregate> aggregates;

  AggregateFormula(String name, AggregateExpression expression) {
    this.numbers = new GivenNumbers(name);
    this.expression = expression;
    this.aggregates = expression.aggregates();
  }

  /**
   * Weighted sums of each aggregate over rows that count for it.
   *
   * @param values what rows say
   * @param weights what they weigh
   */
  private record Sums(double[] values, double[] weights) {}

  private Sums sums(Answers answers, Weights weights) {
    double[] rows = answers.once(numbers);
    int width = aggregates.size();
    Sums sums = new Sums(new double[width], new double[width]);
    for (int row = 0; row < answers.rows(); row++) {
      double weight = weights.of(row);
      for (int i = 0; i < width; i++) {
        double value = rows[row * width + i];
        if (!Double.isNaN(value)) {
          sums.values[i] += weight * value;
          sums.weights[i] += weight;
        }
      }
    }
    return sums;
  }

  private double[] results(Sums sums) {
    double[] results = new double[aggregates.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] =
          switch (aggregates.get(i).kind()) {
            case AVG -> sums.values[i] / sums.weights[i];
            case SUM -> sums.values[i];
            case COUNT -> sums.weights[i];
          };
    }
    return results;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return expression.value(results(sums(answers, weights)));
  }

  @Override
  public double[] influence(Answers answers) {
    Sums sums = sums(answers, answers.weights());
    double[] results = results(sums);
    double[] slopes = expression.slopes(results);
    double[] rows = answers.once(numbers);
    int width = slopes.length;
    double[] influence = new double[answers.rows()];
    double mean = 0;
    for (int row = 0; row < influence.length; row++) {
      double gain = 0;
      for (int i = 0; i < width; i++) {
        double value = rows[row * width + i];
        if (!Double.isNaN(value) && slopes[i] != 0) {
          gain +=
              slopes[i]
                  * switch (aggregates.get(i).kind()) {
                    case AVG -> (value - results[i]) / sums.weights[i];
                    case SUM -> value;
                    case COUNT -> 1;
                  };
        }
      }
      influence[row] = influence.length * answers.weight(row) * gain;
      mean += influence[row] / influence.length;
    }
    // A sum grows with the rows: what all of them add alike is no chance.
    for (int row = 0; row < influence.length; row++) {
      influence[row] -= mean;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    Sums sums = sums(answers, answers.weights());
    for (int i = 0; i < aggregates.size(); i++) {
      if (aggregates.get(i).kind() == Aggregate.Kind.AVG && sums.weights[i] == 0) {
        return Optional.of("no row counts for " + aggregates.get(i).words());
      }
    }
    double value = expression.value(results(sums));
    return Double.isFinite(value)
        ? Optional.empty()
        : Optional.of("%s is %s".formatted(expression.text(), value));
  }
}

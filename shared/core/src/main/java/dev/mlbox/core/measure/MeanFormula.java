package dev.mlbox.core.measure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The average over the rows of something that each row has by itself. */
final class MeanFormula implements Formula {
  private final RowValue each;
  private final @Nullable Demand demand;

  MeanFormula(RowValue each) {
    this(each, null);
  }

  /**
   * @param demand what it takes for each row to have such a value; null for nothing
   */
  MeanFormula(RowValue each, @Nullable Demand demand) {
    this.each = each;
    this.demand = demand;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < answers.rows(); row++) {
      double weight = weights.of(row);
      sum += weight * each.of(answers, row);
      total += weight;
    }
    return sum / total;
  }

  @Override
  public double[] influence(Answers answers) {
    return estimate(answers).influence();
  }

  @Override
  public Estimate estimate(Answers answers) {
    double[] values = new double[answers.rows()];
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      values[row] = each.of(answers, row);
      sum += answers.weight(row) * values[row];
    }
    double total = answers.truth().totalWeight();
    double mean = sum / total;
    double scale = values.length / total;
    for (int row = 0; row < values.length; row++) {
      values[row] = scale * answers.weight(row) * (values[row] - mean);
    }
    return new Estimate(mean, values);
  }

  @Override
  public boolean restsOnInfluence() {
    return true;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return demand == null ? Optional.empty() : demand.unmet(answers);
  }
}

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
    double mean = value(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    double scale = influence.length / answers.truth().totalWeight();
    for (int row = 0; row < influence.length; row++) {
      influence[row] = scale * answers.weight(row) * (each.of(answers, row) - mean);
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return demand == null ? Optional.empty() : demand.unmet(answers);
  }
}

package dev.mlbox.core.measure;

import java.util.Optional;

/** R², 1 − squared errors/squared distances from the mean. */
final class Determination implements Formula {

  private record Sums(double mean, double errors, double total) {

    static Sums of(Answers answers, Weights weights) {
      double weight = 0;
      double sum = 0;
      for (int row = 0; row < answers.rows(); row++) {
        weight += weights.of(row);
        sum += weights.of(row) * answers.truth().number(row);
      }
      double mean = sum / weight;
      double errors = 0;
      double total = 0;
      for (int row = 0; row < answers.rows(); row++) {
        double distance = answers.truth().number(row) - mean;
        errors += weights.of(row) * Losses.squared(answers, row);
        total += weights.of(row) * distance * distance;
      }
      return new Sums(mean, errors, total);
    }
  }

  /** A constant target gives 1 if it is met and else 0, as in scikit-learn. */
  @Override
  public double value(Answers answers, Weights weights) {
    if (answers.rows() < 2) {
      return Double.NaN;
    }
    Sums sums = Sums.of(answers, weights);
    if (sums.total() == 0) {
      return sums.errors() == 0 ? 1 : 0;
    }
    return 1 - sums.errors() / sums.total();
  }

  /** By the delta method; that the mean moves too is of second order. */
  @Override
  public double[] influence(Answers answers) {
    Sums sums = Sums.of(answers, Weights.EVEN);
    double[] influence = new double[answers.rows()];
    if (sums.total() == 0) {
      return influence;
    }
    double ratio = sums.errors() / sums.total();
    for (int row = 0; row < influence.length; row++) {
      double distance = answers.truth().number(row) - sums.mean();
      influence[row] =
          influence.length
              * (ratio * distance * distance - Losses.squared(answers, row))
              / sums.total();
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return answers.rows() < 2 ? Optional.of("r2 needs two rows") : Optional.empty();
  }
}

package dev.mlbox.core.measure;

import java.util.Optional;

/**
 * The share of a loss that a model explains: 1 − Σloss/Σloss of the best constant answer. R² with
 * squares, D² with other losses.
 */
final class Explained implements Formula {
  private final RowLoss loss;
  private final RowLoss ofConstant;

  /**
   * @param loss of the model
   * @param ofConstant of the constant that loses least, so that its moving is of second order
   */
  Explained(RowLoss loss, RowLoss ofConstant) {
    this.loss = loss;
    this.ofConstant = ofConstant;
  }

  /** What each row loses, where that depends on all rows. */
  @FunctionalInterface
  interface RowLoss {
    RowValue among(Answers answers, Weights weights);

    static RowLoss of(RowValue each) {
      return (answers, weights) -> each;
    }
  }

  private static double sum(RowValue each, Answers answers, Weights weights) {
    double sum = 0;
    for (int row = 0; row < answers.rows(); row++) {
      sum += weights.of(row) * each.of(answers, row);
    }
    return sum;
  }

  /** A constant target gives 1 if it is met and else 0, as in scikit-learn. */
  @Override
  public double value(Answers answers, Weights weights) {
    double lost = sum(loss.among(answers, weights), answers, weights);
    double most = sum(ofConstant.among(answers, weights), answers, weights);
    return most == 0 ? (lost == 0 ? 1 : 0) : 1 - lost / most;
  }

  /** By the delta method. */
  @Override
  public double[] influence(Answers answers) {
    RowValue lost = loss.among(answers, answers.weights());
    RowValue most = ofConstant.among(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    double total = sum(most, answers, answers.weights());
    if (total == 0) {
      return influence;
    }
    double ratio = sum(lost, answers, answers.weights()) / total;
    for (int row = 0; row < influence.length; row++) {
      double gain = (ratio * most.of(answers, row) - lost.of(answers, row)) / total;
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    if (answers.rows() < 2) {
      return Optional.of("it needs two rows");
    }
    return answers.task() == Task.REGRESSION ? Optional.empty() : answers.truth().oneClass();
  }

  @Override
  public Optional<String> convention(Answers answers) {
    return answers.task() == Task.REGRESSION ? constant(answers.truth()) : Optional.empty();
  }

  private static Optional<String> constant(Truth truth) {
    for (int row = 1; row < truth.rows(); row++) {
      if (truth.number(row) != truth.number(0)) {
        return Optional.empty();
      }
    }
    return Optional.of("%s is %s in all rows".formatted(truth.target(), truth.text(0)));
  }
}

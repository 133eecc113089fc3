package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;
import java.util.Optional;

/**
 * The area under the ROC curve of each class against each other one, among rows of these two,
 * averaged over pairs (one against one; Hand and Till, 2001, Machine Learning 45:171): alike, or by
 * the pairs' weight in the truth.
 */
final class AreaByPair implements Formula {
  private final boolean byPrevalence;

  AreaByPair(boolean byPrevalence) {
    this.byPrevalence = byPrevalence;
  }

  /** Hears of the area of one class above another. */
  private interface Visitor {
    void visit(Separation separation, int above, int below);
  }

  private static void forEach(Answers answers, Weights weights, Visitor visitor) {
    Truth truth = answers.truth();
    int classes = truth.classes().size();
    for (int above = 0; above < classes; above++) {
      RadixOrder order = AreaByClass.order(answers, above);
      int first = above;
      for (int below = 0; below < classes; below++) {
        if (below != above) {
          int second = below;
          Weights ofPair =
              row -> truth.code(row) == first || truth.code(row) == second ? weights.of(row) : 0;
          visitor.visit(
              Separation.of(order, row -> truth.code(row) == first, ofPair), above, below);
        }
      }
    }
  }

  /** Every pair is visited twice, so that its two areas count half each. */
  private double importance(Separation separation) {
    return byPrevalence ? separation.positives() + separation.negatives() : 1;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    double[] sums = new double[2];
    forEach(
        answers,
        weights,
        (separation, above, below) -> {
          sums[0] += importance(separation) * separation.value();
          sums[1] += importance(separation);
        });
    return sums[0] / sums[1];
  }

  @Override
  public double[] influence(Answers answers) {
    double average = value(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    double[] total = new double[1];
    forEach(
        answers,
        answers.weights(),
        (separation, above, below) -> {
          double importance = importance(separation);
          total[0] += importance;
          double moved = byPrevalence ? separation.value() - average : 0;
          for (int row = 0; row < influence.length; row++) {
            int code = answers.truth().code(row);
            if (code == above || code == below) {
              influence[row] += importance * separation.gain(row, code == above) + moved;
            }
          }
        });
    for (int row = 0; row < influence.length; row++) {
      influence[row] *= influence.length * answers.weight(row) / total[0];
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return AreaByClass.absent(answers);
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    return AreaByClass.single(answers);
  }

  @Override
  public long trials(Answers answers) {
    return answers.truth().rowsOfRarest();
  }
}

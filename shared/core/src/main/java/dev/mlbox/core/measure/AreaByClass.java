package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RadixOrder;
import java.util.Optional;

/**
 * The area under the ROC curve of each class against the rest, averaged over classes (one against
 * rest; Provost and Domingos, 2000): alike, or by their weight in the truth.
 */
final class AreaByClass implements Formula {
  private final boolean byPrevalence;

  AreaByClass(boolean byPrevalence) {
    this.byPrevalence = byPrevalence;
  }

  /** The rows in the order of the probability of one class. */
  static RadixOrder order(Answers answers, int code) {
    double[] scores = new double[answers.rows()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = answers.probability(row, code);
    }
    return RadixOrder.ascending(scores);
  }

  private static Separation separation(Answers answers, Weights weights, int code) {
    return Separation.of(order(answers, code), row -> answers.truth().code(row) == code, weights);
  }

  private double share(Separation separation, int classes) {
    return byPrevalence
        ? separation.positives() / (separation.positives() + separation.negatives())
        : 1.0 / classes;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    int classes = answers.truth().classes().size();
    double sum = 0;
    for (int code = 0; code < classes; code++) {
      Separation separation = separation(answers, weights, code);
      sum += share(separation, classes) * separation.value();
    }
    return sum;
  }

  @Override
  public double[] influence(Answers answers) {
    int classes = answers.truth().classes().size();
    double[] influence = new double[answers.rows()];
    double average = 0;
    for (int code = 0; code < classes; code++) {
      Separation separation = separation(answers, answers.weights(), code);
      double share = share(separation, classes);
      average += share * separation.value();
      for (int row = 0; row < influence.length; row++) {
        boolean positive = answers.truth().code(row) == code;
        influence[row] += share * separation.gain(row, positive);
        if (byPrevalence && positive) {
          influence[row] += separation.value() / answers.truth().totalWeight();
        }
      }
    }
    for (int row = 0; row < influence.length; row++) {
      double gain = influence[row] - (byPrevalence ? average / answers.truth().totalWeight() : 0);
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return absent(answers);
  }

  /** An area needs rows of each class. */
  static Optional<String> absent(Answers answers) {
    Truth truth = answers.truth();
    for (int code = 0; code < truth.classes().size(); code++) {
      if (truth.rowsOf(code) == 0) {
        return Optional.of("no row is of class " + truth.classes().get(code));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    return single(answers);
  }

  /** The variance of an area needs two rows of each class. */
  static Optional<String> single(Answers answers) {
    Truth truth = answers.truth();
    for (int code = 0; code < truth.classes().size(); code++) {
      if (truth.rowsOf(code) < 2) {
        return Optional.of("only one row is of class " + truth.classes().get(code));
      }
    }
    return Optional.empty();
  }

  @Override
  public long trials(Answers answers) {
    return answers.truth().rowsOfRarest();
  }
}

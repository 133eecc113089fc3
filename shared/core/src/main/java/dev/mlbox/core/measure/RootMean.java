package dev.mlbox.core.measure;

import java.util.Optional;

/** The root of a mean, such as that of the squared error. */
final class RootMean implements Formula {
  private final Formula mean;

  RootMean(Formula mean) {
    this.mean = mean;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return Math.sqrt(mean.value(answers, weights));
  }

  /** By the delta method: d√x = dx/(2√x). */
  @Override
  public double[] influence(Answers answers) {
    double root = value(answers, answers.weights());
    double[] influence = mean.influence(answers);
    for (int row = 0; row < influence.length; row++) {
      influence[row] = root == 0 ? 0 : influence[row] / (2 * root);
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return mean.obstacle(answers);
  }
}

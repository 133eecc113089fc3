package dev.mlbox.core.measure;

/** The root of the mean squared error. */
final class RootMeanSquare implements Formula {
  private final Formula mean = new MeanFormula(Losses::squared);

  @Override
  public double value(Answers answers, Weights weights) {
    return Math.sqrt(mean.value(answers, weights));
  }

  /** By the delta method: d√x = dx/(2√x). */
  @Override
  public double[] influence(Answers answers) {
    double root = value(answers, Weights.EVEN);
    double[] influence = mean.influence(answers);
    for (int row = 0; row < influence.length; row++) {
      influence[row] = root == 0 ? 0 : influence[row] / (2 * root);
    }
    return influence;
  }
}

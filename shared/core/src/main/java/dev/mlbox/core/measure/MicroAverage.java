package dev.mlbox.core.measure;

/**
 * A ratio of the counts of all classes together (scikit-learn's micro average). As every row has
 * one class and one prediction, it is accuracy a for recall, precision and F1, and a/(2 − a) for
 * the Jaccard index.
 */
final class MicroAverage implements Formula {
  private final ClassRatio ratio;
  private final Formula accuracy = ShareOfRows.right();

  MicroAverage(ClassRatio ratio) {
    this.ratio = ratio;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return ratio.value(accuracy.value(answers, weights), 1, 1);
  }

  /** By the delta method: d(a/(2 − a)) = 2da/(2 − a)². */
  @Override
  public double[] influence(Answers answers) {
    double[] influence = accuracy.influence(answers);
    if (ratio == ClassRatio.JACCARD) {
      double rest = 2 - accuracy.value(answers, answers.weights());
      for (int row = 0; row < influence.length; row++) {
        influence[row] *= 2 / (rest * rest);
      }
    }
    return influence;
  }

  @Override
  public boolean restsOnTable(Task task) {
    return true;
  }
}

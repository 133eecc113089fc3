package dev.mlbox.core.measure;

/** A ratio of the counts of all labels together: scikit-learn's micro average of sets of labels. */
record LabelMicro(ClassRatio ratio) implements Formula {

  @Override
  public double value(Answers answers, Weights weights) {
    return ratio.value(LabelCounts.of(answers, weights).together());
  }

  @Override
  public double[] influence(Answers answers) {
    double[] together = LabelCounts.of(answers, answers.weights()).together();
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      double growth = ratio.growth(together, LabelCounts.ofRow(answers, row));
      influence[row] = influence.length * answers.weight(row) * growth;
    }
    return influence;
  }
}

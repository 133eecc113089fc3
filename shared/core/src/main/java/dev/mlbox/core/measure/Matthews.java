package dev.mlbox.core.measure;

import java.util.Optional;

/**
 * Matthews' correlation of truth and prediction, for any number of classes (Gorodkin, 2004,
 * Computational Biology and Chemistry 28:367): (c·s − Σtp)/√((s² − Σp²)(s² − Σt²)), with s the
 * weight of all rows, c that of the right ones, t and p those of a class as truth and as
 * prediction; 0 where one side is constant, as in scikit-learn.
 */
final class Matthews implements Formula {

  /** Numerator, and the two factors below the root. */
  private record Parts(double above, double ofTruth, double ofAnswers) {

    static Parts of(Confusion counts) {
      double total = counts.total();
      double above = counts.agreement() * total - counts.chance();
      return new Parts(above, rest(counts.actual(), total), rest(counts.predicted(), total));
    }

    /** s² − Σx², as Σx(s − x), which loses no digits. */
    private static double rest(double[] sizes, double total) {
      double sum = 0;
      for (double size : sizes) {
        sum += size * (total - size);
      }
      return sum;
    }

    boolean isConstant() {
      return ofTruth <= 0 || ofAnswers <= 0;
    }

    double value() {
      return isConstant() ? 0 : above / Math.sqrt(ofTruth * ofAnswers);
    }
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return Parts.of(Confusion.of(answers, weights)).value();
  }

  @Override
  public double[] influence(Answers answers) {
    Confusion counts = Confusion.of(answers, answers.weights());
    Parts parts = Parts.of(counts);
    double[] influence = new double[answers.rows()];
    if (parts.isConstant()) {
      return influence;
    }
    double total = counts.total();
    double agreement = counts.agreement();
    double value = parts.value();
    double root = Math.sqrt(parts.ofTruth() * parts.ofAnswers());
    for (int row = 0; row < influence.length; row++) {
      int truth = answers.truth().code(row);
      int said = answers.code(row);
      double above =
          (truth == said ? total : 0)
              + agreement
              - counts.predicted()[truth]
              - counts.actual()[said];
      double below =
          (total - counts.actual()[truth]) / parts.ofTruth()
              + (total - counts.predicted()[said]) / parts.ofAnswers();
      influence[row] = influence.length * answers.weight(row) * (above / root - value * below);
    }
    return influence;
  }

  @Override
  public Optional<String> convention(Answers answers) {
    return answers.truth().oneClass();
  }

  @Override
  public long trials(Answers answers) {
    return Confusion.rowsOfRarest(answers);
  }

  @Override
  public boolean restsOnTable(Task task) {
    return true;
  }
}

package dev.mlbox.core.measure;

import java.util.Optional;

/**
 * Agreement beyond chance (Cohen, 1960, Educational and Psychological Measurement 20:37): (c·s −
 * Σtp)/(s² − Σtp), letters as in {@link Matthews}.
 */
final class Kappa implements Formula {

  @Override
  public double value(Answers answers, Weights weights) {
    Confusion counts = Confusion.of(answers, weights);
    double total = counts.total();
    double chance = counts.chance();
    double below = total * total - chance;
    return below == 0 ? Double.NaN : (counts.agreement() * total - chance) / below;
  }

  @Override
  public double[] influence(Answers answers) {
    Confusion counts = Confusion.of(answers, answers.weights());
    double total = counts.total();
    double below = total * total - counts.chance();
    double value = value(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      int truth = answers.truth().code(row);
      int said = answers.code(row);
      double chance = counts.predicted()[truth] + counts.actual()[said];
      double above = (truth == said ? total : 0) + counts.agreement() - chance;
      double gain = (above - value * (2 * total - chance)) / below;
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return Double.isNaN(value(answers, answers.weights()))
        ? Optional.of("all rows are of class %s, and so are all answers".formatted(answers.text(0)))
        : Optional.empty();
  }

  @Override
  public long trials(Answers answers) {
    return Confusion.rowsOfRarest(answers);
  }

  @Override
  public boolean restsOnTable(Task task) {
    return true;
  }

  /** 0 by convention, whatever is answered. */
  @Override
  public Optional<String> convention(Answers answers) {
    return answers.truth().oneClass();
  }
}

package dev.mlbox.core.measure;

/** The average over the rows of something that each row has by itself. */
final class MeanFormula implements Formula {
  private final RowValue each;

  MeanFormula(RowValue each) {
    this.each = each;
  }

  /** The value of one row. */
  @FunctionalInterface
  interface RowValue {
    double of(Answers answers, int row);
  }

  @Override
  public double value(Answers answers, Weights weights) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < answers.rows(); row++) {
      double weight = weights.of(row);
      sum += weight * each.of(answers, row);
      total += weight;
    }
    return sum / total;
  }

  @Override
  public double[] influence(Answers answers) {
    double mean = value(answers, Weights.EVEN);
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      influence[row] = each.of(answers, row) - mean;
    }
    return influence;
  }
}

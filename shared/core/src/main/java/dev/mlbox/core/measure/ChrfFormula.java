package dev.mlbox.core.measure;

import dev.mlbox.core.text.CharacterGrams;

/**
 * chrF of all items together, as sacreBLEU's score of a corpus; its variance by the delta method.
 */
final class ChrfFormula implements Formula {
  private static final RowNumbers COUNTS = ChrfFormula::counts;

  private static double[] counts(Answers answers) {
    double[] all = new double[Math.multiplyExact(answers.rows(), CharacterGrams.COUNTS)];
    for (int row = 0; row < answers.rows(); row++) {
      double[] counts = CharacterGrams.counts(answers.text(row), answers.truth().references(row));
      System.arraycopy(counts, 0, all, row * CharacterGrams.COUNTS, counts.length);
    }
    return all;
  }

  private static double[] sums(Answers answers, Weights weights) {
    double[] rows = answers.once(COUNTS);
    double[] sums = new double[CharacterGrams.COUNTS];
    for (int row = 0; row < answers.rows(); row++) {
      CharacterGrams.add(sums, rows, row, weights.of(row));
    }
    return sums;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return CharacterGrams.f(sums(answers, weights));
  }

  /** A ratio of sums does not change when all of them grow alike, so that these sum to 0. */
  @Override
  public double[] influence(Answers answers) {
    double[] gradient = CharacterGrams.gradient(sums(answers, answers.weights()));
    double[] rows = answers.once(COUNTS);
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      double gain = CharacterGrams.dot(gradient, rows, row);
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }
}

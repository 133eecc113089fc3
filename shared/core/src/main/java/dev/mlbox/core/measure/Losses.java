package dev.mlbox.core.measure;

/** What a row costs, for metrics that are averages of it. */
final class Losses {
  /** The spacing of doubles at 1; scikit-learn clips float64 probabilities here. */
  private static final double EPSILON = 0x1p-52;

  private Losses() {}

  /** −ln of the probability of the true class. */
  static double logarithmic(Answers answers, int row) {
    double probability = answers.probability(row, answers.truth().code(row));
    return -Math.log(Math.max(EPSILON, Math.min(1 - EPSILON, probability)));
  }

  /** Squared distance of the positive class's probability from 1 or 0 (Brier, 1950). */
  static double brier(Answers answers, int row) {
    double truth = answers.truth().isPositive(row) ? 1 : 0;
    double distance = answers.positiveScores()[row] - truth;
    return distance * distance;
  }

  static double absolute(Answers answers, int row) {
    return Math.abs(answers.number(row) - answers.truth().number(row));
  }

  static double squared(Answers answers, int row) {
    double distance = answers.number(row) - answers.truth().number(row);
    return distance * distance;
  }
}

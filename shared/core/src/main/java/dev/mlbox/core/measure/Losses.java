package dev.mlbox.core.measure;

/** What a row costs, for metrics that are averages of it. */
final class Losses {
  /** The spacing of doubles at 1; scikit-learn clips float64 probabilities here. */
  private static final double EPSILON = 0x1p-52;

  private Losses() {}

  /** −ln of the probability of the true class. */
  static double logarithmic(Answers answers, int row) {
    return logarithmic(answers.probability(row, answers.truth().code(row)));
  }

  static double logarithmic(double probability) {
    return -Math.log(Math.max(EPSILON, Math.min(1 - EPSILON, probability)));
  }

  /** Squared distance of the positive class's probability from 1 or 0 (Brier, 1950). */
  static double brier(Answers answers, int row) {
    double truth = answers.truth().isPositive(row) ? 1 : 0;
    double distance = answers.positiveScores()[row] - truth;
    return distance * distance;
  }

  /** Truth less answer. */
  static double error(Answers answers, int row) {
    return answers.truth().number(row) - answers.number(row);
  }

  static double absolute(Answers answers, int row) {
    return Math.abs(error(answers, row));
  }

  static double squared(Answers answers, int row) {
    double distance = error(answers, row);
    return distance * distance;
  }

  /** Relative to the truth, which counts as at least the spacing of doubles at 1. */
  static double relative(Answers answers, int row) {
    return absolute(answers, row) / Math.max(EPSILON, Math.abs(answers.truth().number(row)));
  }

  /** Squared difference of ln(1 + x). */
  static double squaredLogarithmic(Answers answers, int row) {
    double distance = Math.log1p(answers.truth().number(row)) - Math.log1p(answers.number(row));
    return distance * distance;
  }

  /** Deviance of a Poisson distribution, 2(y ln(y/p) − y + p). */
  static double poisson(Answers answers, int row) {
    double truth = answers.truth().number(row);
    double answer = answers.number(row);
    double logarithm = truth == 0 ? 0 : truth * Math.log(truth / answer);
    return 2 * (logarithm - truth + answer);
  }

  /** Deviance of a Gamma distribution, 2(ln(p/y) + y/p − 1). */
  static double gamma(Answers answers, int row) {
    double truth = answers.truth().number(row);
    double answer = answers.number(row);
    return 2 * (Math.log(answer / truth) + truth / answer - 1);
  }

  /** The loss that a quantile makes smallest (Koenker and Bassett, 1978, Econometrica 46:33). */
  static RowValue pinball(double quantile) {
    return (answers, row) -> {
      double error = error(answers, row);
      return error >= 0 ? quantile * error : (quantile - 1) * error;
    };
  }
}

package dev.mlbox.core.measure;

/** What each row would lose if the model always gave the best constant answer. */
final class Constants {
  private Constants() {}

  /** Squared distance from the mean of the target. */
  static RowValue mean(Answers answers, Weights weights) {
    double mean = mean(answers, weights, (any, row) -> answers.truth().number(row));
    return (any, row) -> squared(answers.truth().number(row) - mean);
  }

  /** Squared distance of the error from the mean error. */
  static RowValue meanError(Answers answers, Weights weights) {
    double mean = mean(answers, weights, Losses::error);
    return (any, row) -> squared(Losses.error(answers, row) - mean);
  }

  /** Distance from the median of the target. */
  static RowValue median(Answers answers, Weights weights) {
    double[] numbers = new double[answers.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = answers.truth().number(row);
    }
    double median = Quantiles.of(numbers, weights).at(0.5);
    return (any, row) -> Math.abs(answers.truth().number(row) - median);
  }

  /** Log loss of answering with the shares of the classes. */
  static RowValue shares(Answers answers, Weights weights) {
    double[] actual = Confusion.of(answers, weights).actual();
    double total = 0;
    for (double weight : actual) {
      total += weight;
    }
    double[] losses = new double[actual.length];
    for (int code = 0; code < losses.length; code++) {
      losses[code] = Losses.logarithmic(actual[code] / total);
    }
    return (any, row) -> losses[answers.truth().code(row)];
  }

  /** Brier loss of answering with the share of positives. */
  static RowValue share(Answers answers, Weights weights) {
    double share = mean(answers, weights, (any, row) -> answers.truth().isPositive(row) ? 1 : 0);
    return (any, row) -> squared(share - (answers.truth().isPositive(row) ? 1 : 0));
  }

  private static double mean(Answers answers, Weights weights, RowValue each) {
    return new MeanFormula(each).value(answers, weights);
  }

  private static double squared(double number) {
    return number * number;
  }
}

package dev.mlbox.core.measure;

import org.jspecify.annotations.Nullable;

/**
 * Weighted counts by class: what all metrics of predicted classes depend on.
 *
 * @param right rows of the class that are predicted as such
 * @param actual rows of the class
 * @param predicted rows predicted as the class
 * @param present whether the class occurs at all, as truth or as prediction, whatever its weight
 */
record Confusion(double[] right, double[] actual, double[] predicted, boolean[] present) {
  static Confusion of(Answers answers, Weights weights) {
    if (weights == Weights.EVEN) {
      return answers.counts();
    }
    int classes = answers.truth().classes().size();
    Confusion counts =
        new Confusion(
            new double[classes], new double[classes], new double[classes], new boolean[classes]);
    for (int row = 0; row < answers.rows(); row++) {
      counts.add(answers.truth().code(row), answers.code(row), weights.of(row));
    }
    return counts;
  }

  /** Every row counting once. */
  static Confusion of(Answers answers, @Nullable Tally tally) {
    int classes = answers.truth().classes().size();
    Confusion counts =
        new Confusion(
            new double[classes], new double[classes], new double[classes], new boolean[classes]);
    Answers kinds = tally == null ? answers : tally.kinds();
    for (int row = 0; row < kinds.rows(); row++) {
      double rows = tally == null ? 1 : tally.counts()[row];
      counts.add(kinds.truth().code(row), kinds.code(row), rows);
    }
    return counts;
  }

  /** How many rows there are of the class that has fewest, as truth or as prediction. */
  static int rowsOfRarest(Answers answers) {
    int rarest = answers.truth().rowsOfRarest();
    for (int code = 0; code < answers.truth().classes().size(); code++) {
      int called = answers.rowsCalled(code);
      rarest = called > 0 ? Math.min(rarest, called) : rarest;
    }
    return rarest;
  }

  private void add(int truth, int prediction, double weight) {
    actual[truth] += weight;
    predicted[prediction] += weight;
    if (truth == prediction) {
      right[truth] += weight;
    }
    present[truth] = true;
    present[prediction] = true;
  }

  /** The weight of all rows. */
  double total() {
    return sum(actual);
  }

  /** The weight of the rows whose prediction is right. */
  double agreement() {
    return sum(right);
  }

  /** Σ actual·predicted: how much would be right by chance, times the total. */
  double chance() {
    double sum = 0;
    for (int code = 0; code < actual.length; code++) {
      sum += actual[code] * predicted[code];
    }
    return sum;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}

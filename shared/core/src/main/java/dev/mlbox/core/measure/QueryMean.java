package dev.mlbox.core.measure;

import java.util.Optional;

/** The average over queries of how well the rows of each are ranked. */
final class QueryMean implements Formula {
  private final QueryValue each;

  QueryMean(QueryValue each) {
    this.each = each;
  }

  /** How well the rows of one query are ranked, from 0 to 1. */
  interface QueryValue {
    double[] of(Ranked ranked, Units queries);

    /** Whether it makes no sense of a relevance below 0. */
    boolean needsGain();
  }

  private double[] values(Answers answers) {
    return each.of(Ranked.of(answers), answers.truth().queries());
  }

  /** Of each query, the average of its rows. */
  private static double[] weights(Answers answers, Weights weights) {
    Units queries = answers.truth().queries();
    double[] sums = new double[queries.count()];
    int[] rows = new int[queries.count()];
    for (int row = 0; row < answers.rows(); row++) {
      sums[queries.groups()[row]] += weights.of(row);
      rows[queries.groups()[row]]++;
    }
    for (int query = 0; query < sums.length; query++) {
      sums[query] /= rows[query];
    }
    return sums;
  }

  private static double mean(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int query = 0; query < values.length; query++) {
      sum += weights[query] * values[query];
      total += weights[query];
    }
    return sum / total;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return mean(values(answers), weights(answers, weights));
  }

  /**
   * That of a query stands at its first row, the others have 0; scaled so that rows give the
   * variance that queries would.
   */
  @Override
  public double[] influence(Answers answers) {
    double[] values = values(answers);
    double[] weights = weights(answers, answers.weights());
    double mean = mean(values, weights);
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double n = answers.rows();
    double queries = values.length;
    double scale = Math.sqrt((n - 1) * queries / (n * (queries - 1))) * n / total;
    double[] influence = new double[answers.rows()];
    boolean[] seen = new boolean[values.length];
    for (int row = 0; row < influence.length; row++) {
      int query = answers.truth().queries().groups()[row];
      influence[row] = seen[query] ? 0 : scale * weights[query] * (values[query] - mean);
      seen[query] = true;
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    Truth truth = answers.truth();
    if (!truth.queries().isGrouped()) {
      return Optional.of("it needs evaluate.query, the column that tells queries apart");
    }
    if (truth.task() == Task.REGRESSION && each.needsGain()) {
      for (int row = 0; row < truth.rows(); row++) {
        if (truth.number(row) < 0) {
          return Optional.of(
              "it needs a relevance from 0 up, but %s is %s"
                  .formatted(truth.target(), truth.number(row)));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    return answers.truth().queries().count() < 2
        ? Optional.of("there is only one query")
        : Optional.empty();
  }

  @Override
  public long trials(Answers answers) {
    return answers.truth().queries().count();
  }
}

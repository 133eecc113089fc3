package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.RadixOrder;
import dev.mlbox.core.stats.RocAuc;
import java.util.Optional;

/** The share of pairs, one of either class, that the score puts in the right order. */
final class RocAucFormula implements Formula {

  @Override
  public double value(Answers answers, Weights weights) {
    RadixOrder order = RadixOrder.ascending(answers.positiveScores());
    double positives = 0;
    double negatives = 0;
    double inOrder = 0;
    int to;
    for (int from = 0; from < order.size(); from = to) {
      to = order.endOfTies(from);
      double tiedPositives = 0;
      double tiedNegatives = 0;
      for (int rank = from; rank < to; rank++) {
        int row = order.row(rank);
        double weight = weights.of(row);
        tiedPositives += answers.truth().isPositive(row) ? weight : 0;
        tiedNegatives += answers.truth().isPositive(row) ? 0 : weight;
      }
      inOrder += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
    }
    return inOrder / (positives * negatives);
  }

  /** DeLong's components. */
  @Override
  public double[] influence(Answers answers) {
    return area(answers).influence();
  }

  static RocAuc area(Answers answers) {
    return RocAuc.of(positive(answers), answers.positiveScores());
  }

  private static boolean[] positive(Answers answers) {
    boolean[] positive = new boolean[answers.rows()];
    for (int row = 0; row < positive.length; row++) {
      positive[row] = answers.truth().isPositive(row);
    }
    return positive;
  }

  private static long positives(Answers answers) {
    long positives = 0;
    for (int row = 0; row < answers.rows(); row++) {
      positives += answers.truth().isPositive(row) ? 1 : 0;
    }
    return positives;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    long positives = positives(answers);
    return positives == 0 || positives == answers.rows()
        ? Optional.of("all rows are of one class, " + answers.truth().text(0))
        : Optional.empty();
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    long positives = positives(answers);
    if (positives > 1 && answers.rows() - positives > 1) {
      return Optional.empty();
    }
    Truth truth = answers.truth();
    String rare = truth.classes().get(positives < 2 ? truth.positive() : 1 - truth.positive());
    return Optional.of("only one row is of class " + rare);
  }

  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    return varianceObstacle(answers).isPresent()
        ? Optional.empty()
        : Optional.of(area(answers).interval(confidence));
  }
}

package dev.mlbox.core.measure;

import dev.mlbox.core.stats.AreaInterval;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/** The share of pairs, one of either class, that the score puts in the right order. */
final class RocAucFormula implements Formula {
  /** Fewer rows of the rarer class than this, times their distance from order, are few. */
  private static final int FEW = 10;

  @Override
  public double value(Answers answers, Weights weights) {
    if (weights == Weights.EVEN && varianceObstacle(answers).isEmpty()) {
      return answers.summed(RankSums.EACH).area().value();
    }
    return separation(answers, weights).value();
  }

  private static Separation separation(Answers answers, Weights weights) {
    return Separation.of(answers.order(), answers.truth()::isPositive, weights);
  }

  /** DeLong's components; where rows count differently, their weighted form. */
  @Override
  public double[] influence(Answers answers) {
    if (!answers.truth().isWeighted()) {
      return answers.area().influence();
    }
    Separation separation = separation(answers, answers.weights());
    double[] influence = new double[answers.rows()];
    for (int row = 0; row < influence.length; row++) {
      double gain = separation.gain(row, answers.truth().isPositive(row));
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<RankSums.Estimated> brief(Answers answers) {
    return answers.isPlain() ? Optional.of(answers.summed(RankSums.EACH).area()) : Optional.empty();
  }

  private static int positives(Answers answers) {
    return answers.truth().rowsOf(answers.truth().positive());
  }

  @Override
  public boolean isSummed(Task task) {
    return true;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    int positives = positives(answers);
    return positives == 0 || positives == answers.truth().rowsThatCount()
        ? answers.truth().oneClass()
        : Optional.empty();
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    Truth truth = answers.truth();
    int positives = positives(answers);
    if (positives > 1 && truth.rowsThatCount() - positives > 1) {
      return Optional.empty();
    }
    String rare = truth.classes().get(positives < 2 ? truth.positive() : 1 - truth.positive());
    return Optional.of("only one row is of class " + rare);
  }

  @Override
  public long trials(Answers answers) {
    return answers.truth().rowsOfRarest();
  }

  /** With few rows that are out of order, their own variance is known too badly. */
  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    int positives = positives(answers);
    int negatives = answers.rows() - positives;
    double outOfOrder = (double) Math.min(positives, negatives) * Math.min(value, 1 - value);
    return outOfOrder < FEW
        ? Optional.of(AreaInterval.newcombe(value, positives, negatives, confidence))
        : Optional.empty();
  }
}

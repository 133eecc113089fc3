package dev.mlbox.core.measure;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/** Share of rows whose predicted class is the true one; its interval is Wilson's. */
final class Accuracy implements Formula {
  private final Formula mean = new MeanFormula((answers, row) -> answers.isRight(row) ? 1 : 0);

  @Override
  public double value(Answers answers, Weights weights) {
    return mean.value(answers, weights);
  }

  @Override
  public double[] influence(Answers answers) {
    return mean.influence(answers);
  }

  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    long right = Math.round(value * answers.rows());
    return Optional.of(BinomialInterval.wilson(right, answers.rows(), confidence));
  }
}

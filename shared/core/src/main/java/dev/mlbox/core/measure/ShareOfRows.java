package dev.mlbox.core.measure;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/** Share of rows that are answered well, such as accuracy; its interval is Wilson's. */
final class ShareOfRows implements Formula {
  private final Success success;
  private final Formula mean;

  ShareOfRows(Success success) {
    this.success = success;
    this.mean = new MeanFormula((answers, row) -> success.of(answers, row) ? 1 : 0);
  }

  /** Whether a row is answered well. */
  @FunctionalInterface
  interface Success {
    boolean of(Answers answers, int row);
  }

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

  @Override
  public Optional<Proportion> proportion(Answers answers) {
    return Optional.of(new Proportion(row -> true, row -> success.of(answers, row)));
  }
}

package dev.mlbox.core.measure;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/** Share of rows that are answered well, such as accuracy; its interval is Wilson's. */
final class ShareOfRows implements Formula {
  private final Success success;
  private final boolean ofClasses;
  private final Formula mean;

  ShareOfRows(Success success) {
    this(success, false);
  }

  private ShareOfRows(Success success, boolean ofClasses) {
    this.success = success;
    this.ofClasses = ofClasses;
    this.mean = new MeanFormula((answers, row) -> success.of(answers, row) ? 1 : 0);
  }

  /** Of those whose predicted class is the true one. */
  static ShareOfRows right() {
    return new ShareOfRows(Answers::isRight, true);
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
  public boolean restsOnTable(Task task) {
    return ofClasses && task != Task.MULTILABEL;
  }

  @Override
  public Optional<Proportion> proportion(Answers answers) {
    return Optional.of(new Proportion(row -> true, row -> success.of(answers, row)));
  }
}

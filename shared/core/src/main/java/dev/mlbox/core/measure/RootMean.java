package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SkewedMean;
import java.util.Optional;

/** The root of a mean, such as that of the squared error. */
final class RootMean implements Formula {
  private final Formula mean;

  RootMean(Formula mean) {
    this.mean = mean;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return Math.sqrt(mean.value(answers, weights));
  }

  /** By the delta method: d√x = dx/(2√x). */
  @Override
  public double[] influence(Answers answers) {
    double root = value(answers, answers.weights());
    double[] influence = mean.influence(answers);
    for (int row = 0; row < influence.length; row++) {
      influence[row] = root == 0 ? 0 : influence[row] / (2 * root);
    }
    return influence;
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return mean.obstacle(answers);
  }

  /** The root of the mean's, as the mean's own skewness is larger. */
  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    Interval squared = SkewedMean.interval(value * value, mean.influence(answers), confidence);
    return Optional.of(
        new Interval(
            Math.sqrt(Math.max(0, squared.lower())), Math.sqrt(Math.max(0, squared.upper()))));
  }
}

package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.SkewedMean;
import java.util.Optional;

/** The root of a mean, such as that of the squared error. */
final class RootMean implements Formula {
  private final MeanFormula mean;

  RootMean(MeanFormula mean) {
    this.mean = mean;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return weights == Weights.EVEN && answers.isPlain()
        ? Math.sqrt(answers.summed(mean.summary()).mean())
        : Math.sqrt(mean.value(answers, weights));
  }

  MeanFormula mean() {
    return mean;
  }

  @Override
  public boolean isSummed(Task task) {
    return mean.isSummed(task);
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
    Moments moments = answers.summed(mean.summary());
    Interval squared = SkewedMean.interval(moments.mean(), moments, confidence);
    return Optional.of(
        new Interval(
            Math.sqrt(Math.max(0, squared.lower())), Math.sqrt(Math.max(0, squared.upper()))));
  }
}

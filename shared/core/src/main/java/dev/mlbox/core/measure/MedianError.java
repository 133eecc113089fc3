package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/**
 * The median of the absolute error. Its interval lies between two order statistics (Woodruff, 1952,
 * J. Am. Statist. Assoc. 47:635); its influence values rest on the slope of the quantiles between
 * them.
 */
final class MedianError implements Formula {
  /** Half the width of the slope, in standard errors of the share below the median. */
  private static final double REACH = 1.96;

  private static double[] errors(Answers answers) {
    double[] errors = new double[answers.rows()];
    for (int row = 0; row < errors.length; row++) {
      errors[row] = Losses.absolute(answers, row);
    }
    return errors;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return Quantiles.of(errors(answers), weights).at(0.5);
  }

  /** (F(m) − 1{error ≤ m})/f(m), where 1/f is the slope of the quantiles around a half. */
  @Override
  public double[] influence(Answers answers) {
    double[] errors = errors(answers);
    Quantiles quantiles = Quantiles.of(errors, answers.weights());
    double median = quantiles.at(0.5);
    double total = 0;
    double squares = 0;
    double below = 0;
    for (int row = 0; row < errors.length; row++) {
      double weight = answers.weight(row);
      total += weight;
      squares += weight * weight;
      below += errors[row] <= median ? weight : 0;
    }
    double reach = Math.min(0.5, REACH * Math.sqrt(squares) / (2 * total));
    double slope = (quantiles.at(0.5 + reach) - quantiles.at(0.5 - reach)) / (2 * reach);
    double[] influence = new double[errors.length];
    for (int row = 0; row < influence.length; row++) {
      double gain = (below / total - (errors[row] <= median ? 1 : 0)) * slope / total;
      influence[row] = influence.length * answers.weight(row) * gain;
    }
    return influence;
  }

  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    Quantiles quantiles = Quantiles.of(errors(answers), Weights.EVEN);
    double z = dev.mlbox.core.stats.Normal.quantile((1 + confidence) / 2);
    double reach = Math.min(0.5, z / (2 * Math.sqrt(answers.rows())));
    return Optional.of(new Interval(quantiles.at(0.5 - reach), quantiles.at(0.5 + reach)));
  }
}

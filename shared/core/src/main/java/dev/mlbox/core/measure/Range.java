package dev.mlbox.core.measure;

import dev.mlbox.core.stats.BinomialInterval;
import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;

/** Between which numbers a metric can be, and the interval that fits them. */
enum Range {
  /** From 0 to 1. */
  SHARE(0, 1),
  /** From −1 to 1, as a correlation. */
  SIGNED(-1, 1),
  /** From 0 to 1, the less the better; usually far from 1. */
  BOUNDED_LOSS(0, 1),
  AT_MOST_ONE(Double.NEGATIVE_INFINITY, 1),
  NOT_NEGATIVE(0, Double.POSITIVE_INFINITY),
  ANY(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final double least;
  private final double most;

  Range(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** Whether it is that of a loss, which is skewed as a few rows lose much. */
  boolean isOfLosses() {
    return this == NOT_NEGATIVE || this == BOUNDED_LOSS;
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }

  /** From end to end; infinite without two ends. */
  double span() {
    return most - least;
  }

  private boolean hasTwoEnds() {
    return this == SHARE || this == SIGNED;
  }

  /** An interval cut off where the metric cannot be. */
  Interval cut(Interval interval) {
    return new Interval(cut(interval.lower()), cut(interval.upper()));
  }

  /**
   * Around an estimate with the variance of its influence values: normal; of 1 less a ratio of
   * losses normal in the ratio's logarithm; between two ends Wilson's interval for as many trials
   * as would have that variance (the effective sample size of Korn and Graubard, 1998, Survey
   * Methodology 24:193), which stays inside them and is lopsided near them.
   *
   * @param influence of the estimate
   * @param trials independent rows behind an estimate without variance
   */
  Interval around(double value, Influence influence, long trials, double confidence) {
    if (this == AT_MOST_ONE && value < 1) {
      double rest = 1 - value;
      Interval logarithm = influence.interval(0, confidence);
      return new Interval(
          1 - rest * Math.exp(logarithm.upper() / rest),
          1 - rest * Math.exp(logarithm.lower() / rest));
    }
    if (!hasTwoEnds()) {
      return cut(influence.interval(value, confidence));
    }
    double span = most - least;
    double share = Math.max(0, Math.min(1, (value - least) / span));
    double variance = influence.variance() / (span * span);
    double binomial = share * (1 - share);
    double effective = variance == 0 || binomial == 0 ? trials : binomial / variance;
    Interval interval = BinomialInterval.wilson(share, effective, confidence);
    return new Interval(least + span * interval.lower(), least + span * interval.upper());
  }

  private double cut(double end) {
    return Math.max(least, Math.min(most, end));
  }
}

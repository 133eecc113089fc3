package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/** How a metric is calculated; no names, no directions. */
interface Formula {

  /** What scikit-learn gives for these weights; NaN where it gives nothing. */
  double value(Answers answers, Weights weights);

  /**
   * ℓ of each row: n times what the value would gain if the row weighed 1/n more (infinitesimal
   * jackknife). Sums to 0.
   */
  double[] influence(Answers answers);

  /** A fact of the rows that leaves the metric without meaning; empty if there is none. */
  default Optional<String> obstacle(Answers answers) {
    return Optional.empty();
  }

  /** A fact of the rows that leaves the value without a variance; empty if there is none. */
  default Optional<String> varianceObstacle(Answers answers) {
    return answers.rows() < 2 ? Optional.of("there is only one row") : Optional.empty();
  }

  /** Interval of the value; empty when the rows are too few for one. */
  default Optional<Interval> interval(Answers answers, double value, double confidence) {
    return varianceObstacle(answers).isPresent()
        ? Optional.empty()
        : Optional.of(Influence.of(influence(answers)).interval(value, confidence));
  }
}

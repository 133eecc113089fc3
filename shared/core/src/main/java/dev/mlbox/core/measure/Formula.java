package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Moments;
import java.util.Optional;

/** How a metric is calculated; no names, no directions. */
interface Formula {

  /** What scikit-learn gives for these weights; NaN where it gives nothing. */
  double value(Answers answers, Weights weights);

  /**
   * ℓ of each row: n times what the value would gain, in proportion, if the row's weight grew: n·w·
   * ∂value/∂w (infinitesimal jackknife). With even weights of 1: n times what the value would gain
   * if the row weighed 1/n more. Sums to 0.
   */
  double[] influence(Answers answers);

  /** The value with its influence values, for as little as both take together. */
  default Estimate estimate(Answers answers) {
    return new Estimate(value(answers, answers.weights()), influence(answers));
  }

  /** A fact of the rows that leaves the metric without meaning; empty if there is none. */
  default Optional<String> obstacle(Answers answers) {
    return Optional.empty();
  }

  /**
   * Why the value is agreed upon rather than found, so that it says nothing; empty if it is not.
   */
  default Optional<String> convention(Answers answers) {
    return Optional.empty();
  }

  /** Why two models' values cannot be compared row by row; empty if they can. */
  default Optional<String> pairingObstacle(Answers answers) {
    return Optional.empty();
  }

  /** A fact of the rows that leaves the value without a variance; empty if there is none. */
  default Optional<String> varianceObstacle(Answers answers) {
    return answers.rows() < 2 ? Optional.of("there is only one row") : Optional.empty();
  }

  /**
   * A better interval than that of the influence values, for rows that are independent and count
   * alike; empty if there is none.
   */
  default Optional<Interval> interval(Answers answers, double value, double confidence) {
    return Optional.empty();
  }

  /**
   * The value with the variance of its influence values by sums alone, of {@linkplain
   * Answers#isPlain plain} rows; empty if that takes all of them.
   */
  default Optional<RankSums.Estimated> brief(Answers answers) {
    return Optional.empty();
  }

  /** How what it is the plain average of spreads, of plain rows; empty if it is no such average. */
  default Optional<Moments> moments(Answers answers) {
    return Optional.empty();
  }

  /** Whether {@link #interval} is always empty, so that nobody has to find the value for it. */
  default boolean restsOnInfluence() {
    return false;
  }

  /**
   * Whether it depends on rows through their true and their predicted class alone, so that a table
   * of these says all.
   */
  default boolean restsOnTable(Task task) {
    return false;
  }

  /** Whether value and interval follow from sums over the rows, wherever these are added up. */
  default boolean isSummed(Task task) {
    return restsOnTable(task);
  }

  /** Independent rows that a value without variance, such as an area of 1, rests on. */
  default long trials(Answers answers) {
    return answers.rows();
  }

  /** The rows it is a share of, if it is one. */
  default Optional<Proportion> proportion(Answers answers) {
    return Optional.empty();
  }
}

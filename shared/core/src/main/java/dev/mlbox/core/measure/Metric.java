package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import java.util.Optional;
import java.util.Set;

/**
 * A way to say how good a model is in one number.
 *
 * <p>Its values are scikit-learn's to the last few digits; its influence values are what makes any
 * two models comparable row by row.
 */
public final class Metric {
  /** Two-sided confidence of every interval that is shown. */
  public static final double CONFIDENCE = 0.95;

  private final String name;
  private final Direction direction;
  private final Basis basis;
  private final Set<Task> tasks;
  private final Formula formula;

  Metric(String name, Direction direction, Basis basis, Set<Task> tasks, Formula formula) {
    this.name = name;
    this.direction = direction;
    this.basis = basis;
    this.tasks = Set.copyOf(tasks);
    this.formula = formula;
  }

  /** scikit-learn's scorer name without {@code neg_}, or the name of a resource. */
  public String name() {
    return name;
  }

  public Direction direction() {
    return direction;
  }

  public Basis basis() {
    return basis;
  }

  public boolean fits(Task task) {
    return tasks.contains(task);
  }

  /** Whether it measures time or bytes rather than answers. */
  public boolean isResource() {
    return basis == Basis.RESOURCE;
  }

  /** Why these answers have no such metric, in words that follow its name; empty if they do. */
  public Optional<String> obstacle(Answers answers) {
    Truth truth = answers.truth();
    if (!fits(answers.task())) {
      return Optional.of(
          answers.task() == Task.REGRESSION
              ? "it is for classes, but %s holds numbers".formatted(truth.target())
              : "it is for %s, but %s has %d classes"
                  .formatted(wanted(), truth.target(), truth.classes().size()));
    }
    if (answers.rows() == 0) {
      return Optional.of("there are no rows");
    }
    if (basis == Basis.SCORE && !answers.hasScores()) {
      return Optional.of(
          "it needs scores or probabilities, but the model answers with classes only");
    }
    if (basis == Basis.PROBABILITY && !answers.hasProbabilities()) {
      return Optional.of(
          answers.hasScores()
              ? "it needs probabilities, but the model's scores are not between 0 and 1"
              : "it needs probabilities, but the model answers with classes only");
    }
    return formula.obstacle(answers);
  }

  private String wanted() {
    return fits(Task.REGRESSION) ? "numbers" : "two classes";
  }

  /** As {@link #obstacle}, or why two models' values cannot be compared on these rows. */
  public Optional<String> comparisonObstacle(Answers answers) {
    return obstacle(answers)
        .or(() -> answers.truth().units().obstacle())
        .or(() -> formula.varianceObstacle(answers));
  }

  /** Its value; meaningless if there is an {@link #obstacle}. */
  public double value(Answers answers) {
    return formula.value(answers, Weights.EVEN);
  }

  /** Its value when rows count differently. */
  public double value(Answers answers, Weights weights) {
    return formula.value(answers, weights);
  }

  /**
   * Influence values, one a row: they sum to 0, and {@code Σℓ²/(n(n−1))} is the variance of the
   * value.
   */
  public double[] influence(Answers answers) {
    return formula.influence(answers);
  }

  /** Value and 95 % interval, or the obstacle. */
  public Measured measure(Answers answers) {
    Optional<String> obstacle = obstacle(answers);
    if (obstacle.isPresent()) {
      return Measured.undefined(obstacle.get());
    }
    double value = value(answers);
    return new Measured(value, interval(answers, value).map(this::possible).orElse(null), null);
  }

  private Optional<Interval> interval(Answers answers, double value) {
    Units units = answers.truth().units();
    if (!units.isGrouped()) {
      return formula.interval(answers, value, CONFIDENCE);
    }
    return comparisonObstacle(answers).isPresent()
        ? Optional.empty()
        : Optional.of(units.interval(value, formula.influence(answers), CONFIDENCE));
  }

  /** Cut off where the metric cannot be. */
  private Interval possible(Interval interval) {
    double least = name.equals("r2") ? Double.NEGATIVE_INFINITY : 0;
    double most =
        direction == Direction.HIGHER || name.equals("brier") ? 1 : Double.POSITIVE_INFINITY;
    return new Interval(
        Math.min(most, Math.max(least, interval.lower())),
        Math.max(least, Math.min(most, interval.upper())));
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.mlbox.core.measure;

import dev.mlbox.core.stats.RuleOfThree;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final Kind kind;
  private final Formula formula;

  Metric(String name, Kind kind, Formula formula) {
    this.name = name;
    this.kind = kind;
    this.formula = formula;
  }

  /** scikit-learn's scorer name without {@code neg_}, or the name of a resource. */
  public String name() {
    return name;
  }

  public Direction direction() {
    return kind.direction();
  }

  public Basis basis() {
    return kind.basis();
  }

  /** What no model is below; minus infinity where there is no such number. */
  public double least() {
    return kind.range().least();
  }

  /** What no model is above; infinity where there is no such number. */
  public double most() {
    return kind.range().most();
  }

  public boolean fits(Task task) {
    return kind.tasks().contains(task);
  }

  /** Whether it measures time or bytes rather than answers. */
  public boolean isResource() {
    return basis() == Basis.RESOURCE;
  }

  /** Why these answers have no such metric, in words that follow its name; empty if they do. */
  public Optional<String> obstacle(Answers answers) {
    Truth truth = answers.truth();
    if (!fits(answers.task())) {
      return Optional.of(Fitness.misfit(this, truth));
    }
    if (answers.rows() == 0) {
      return Optional.of("there are no rows");
    }
    if (truth.totalWeight() == 0) {
      return Optional.of("all rows have a weight of 0");
    }
    if (answers.isFar() && !isSummed(answers.task())) {
      return Optional.of("it needs each row, and the rows stay with Spark (evaluate.spark.reduce)");
    }
    return lacking(answers).or(() -> formula.obstacle(answers));
  }

  /** Whether sums over rows that are elsewhere tell its value and interval. */
  public boolean isSummed(Task task) {
    boolean averaged = formula instanceof MeanFormula;
    return fits(task) && formula.isSummed(task) && (!averaged || kind.range().isOfLosses());
  }

  /** Whether such sums also tell a difference of two models from chance. */
  public boolean isPairedBySums(Task task) {
    return isSummed(task) && !(formula instanceof AveragePrecision);
  }

  /** What it averages; null if it is no such average. */
  @Nullable MeanFormula averaged() {
    if (formula instanceof RootMean root) {
      return root.mean();
    }
    return formula instanceof MeanFormula mean ? mean : null;
  }

  /** How it finds bins of promises; null if it has none. */
  @Nullable CalibrationError calibration() {
    return formula instanceof CalibrationError error ? error : null;
  }

  boolean isRoot() {
    return formula instanceof RootMean;
  }

  double near(Answers first) {
    MeanFormula averaged = averaged();
    return averaged == null || lacking(first).isPresent() ? 0 : averaged.near(first);
  }

  /** What the model does not say. */
  private Optional<String> lacking(Answers answers) {
    boolean scores = basis() == Basis.SCORE || basis() == Basis.ORDER;
    if (scores && answers.task() != Task.REGRESSION && !answers.hasScores()) {
      return Optional.of(
          "it needs scores or probabilities, but the model answers with classes only");
    }
    if (basis() == Basis.PROBABILITY && !answers.hasProbabilities()) {
      return Optional.of(
          answers.hasScores()
              ? "it needs probabilities, but " + answers.scoresThatAreNone()
              : "it needs probabilities, but the model answers with classes only");
    }
    return Optional.empty();
  }

  /** As {@link #obstacle}, or why the value is no better or worse than another model's. */
  public Optional<String> valueObstacle(Answers answers) {
    return obstacle(answers).or(() -> formula.convention(answers));
  }

  /**
   * As {@link #obstacle}, or that all rows are of one class where the value says how well classes
   * are told apart, so that holding it against a number says nothing.
   */
  public Optional<String> numberObstacle(Answers answers) {
    return obstacle(answers)
        .or(
            () ->
                answers.truth().oneClass().isPresent()
                    ? formula.convention(answers)
                    : Optional.empty());
  }

  /**
   * That all rows are of one class, where the value is one whatever is answered: of a slice, that
   * says no more than too few rows do. Matthews' correlation is 0/0 then, which is no value.
   */
  public Optional<String> untold(Answers answers) {
    return formula instanceof Matthews || obstacle(answers).isPresent()
        ? Optional.empty()
        : numberObstacle(answers);
  }

  /** As {@link #valueObstacle}, or why two models cannot be compared row by row. */
  public Optional<String> comparisonObstacle(Answers answers) {
    return valueObstacle(answers)
        .or(() -> formula.pairingObstacle(answers))
        .or(() -> varianceObstacle(answers));
  }

  private Optional<String> varianceObstacle(Answers answers) {
    return answers.truth().units().obstacle().or(() -> formula.varianceObstacle(answers));
  }

  /** Its value; meaningless if there is an {@link #obstacle}. */
  public double value(Answers answers) {
    return new Measuring(kind.range(), formula, answers).value();
  }

  /** Its value when rows are drawn so many times, each draw with the row's own weight. */
  public double value(Answers answers, Weights draws) {
    return formula.value(
        answers, answers.truth().isWeighted() ? row -> draws.of(row) * answers.weight(row) : draws);
  }

  /**
   * Influence values, one a row: they sum to 0, and {@code Σℓ²/(n(n−1))} is the variance of the
   * value.
   */
  public double[] influence(Answers answers) {
    return formula.influence(answers);
  }

  /** Independent parts that it is an average of: rows, or queries. */
  public long parts(Answers answers) {
    return basis() == Basis.ORDER ? answers.truth().queries().count() : answers.rows();
  }

  /**
   * What rows without a difference between two models leave open: as much as the metric spans or,
   * of one without ends, as the costliest row seen moves it.
   *
   * @param first one's answers
   * @param second the other's to the same rows
   */
  public RuleOfThree unseen(Answers first, Answers second) {
    long trials = Math.min(trials(first), trials(second));
    double span = kind.range().span();
    return new RuleOfThree(
        Double.isInfinite(span) ? Math.max(largest(first), largest(second)) : span,
        (double) trials);
  }

  private long trials(Answers answers) {
    Units units = answers.truth().units();
    long trials = Math.max(1, Math.min(parts(answers), formula.trials(answers)));
    return units.isGrouped() ? Math.min(units.count(), trials) : trials;
  }

  private double largest(Answers answers) {
    double largest = Math.abs(value(answers));
    Optional<Double> elsewhere = answers.far().map(part -> part.largest(this));
    if (elsewhere.isPresent()) {
      return Math.max(largest, elsewhere.get());
    }
    for (double influence : influence(answers)) {
      largest = Math.max(largest, Math.abs(influence));
    }
    return largest;
  }

  /** The rows it is a share of, each kind of rows counting once; empty if it is none. */
  public Optional<Proportion> proportionOfKinds(Answers kinds) {
    return formula.proportion(kinds);
  }

  /** The rows it is a share of; empty if it is none, or if rows count differently. */
  public Optional<Proportion> proportion(Answers answers) {
    return answers.truth().isWeighted() ? Optional.empty() : formula.proportion(answers);
  }

  /** Value and 95 % interval, or the obstacle. */
  public Measured measure(Answers answers) {
    Optional<String> obstacle = obstacle(answers);
    if (obstacle.isPresent()) {
      return Measured.undefined(obstacle.get());
    }
    if (varianceObstacle(answers).isPresent()) {
      return new Measured(value(answers), null, null);
    }
    return new Measuring(kind.range(), formula, answers).measured();
  }

  @Override
  public String toString() {
    return name;
  }
}

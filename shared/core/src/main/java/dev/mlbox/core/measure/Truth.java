package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is true of each row, as a class code or as a number; shared by all models that are judged on
 * these rows, so that their answers are comparable.
 */
public final class Truth {
  private final Target target;
  private final int[] codes;
  private final double[] numbers;
  private final Sampling sampling;
  private final RowCounts counts;

  private Truth(Target target, int[] codes, double[] numbers, Sampling sampling) {
    this(
        target,
        codes,
        numbers,
        sampling,
        new RowCounts(
            target.isOfNumbers() ? numbers.length : codes.length,
            codes,
            target.classes().size(),
            sampling.weights()));
  }

  private Truth(Target target, int[] codes, double[] numbers, Sampling sampling, RowCounts counts) {
    this.target = target;
    this.codes = codes;
    this.numbers = numbers;
    this.sampling = sampling;
    this.counts = counts;
  }

  private static Truth of(Target target, Column values) {
    return new Truth(target, target.codes(values), target.numbers(values), Sampling.PLAIN);
  }

  /**
   * Finds the task from the target column and what the models answered.
   *
   * @param target the column's name, for messages
   * @param values the column
   * @param models the answers to these rows of each model; the first one decides the task
   * @param positive the class that counts as positive; null for the last of two
   * @throws MlboxException INVALID when the answers and the target cannot belong together
   */
  public static Truth of(
      String target, Column values, List<Predictions> models, @Nullable String positive) {
    return of(Target.of(target, values, models, positive), values);
  }

  /**
   * Of texts, each of which is a whole of its own: no model has to answer with one of them.
   *
   * @param values the reference of each row, or several of them joined by {@link Words#SEPARATOR}
   * @param models the answers to these rows of each model
   */
  public static Truth texts(String target, Column values, List<Predictions> models) {
    return of(Target.texts(target, values, models), values);
  }

  /**
   * Of sets of labels.
   *
   * @param values the labels of each row, joined by | or {@link Words#SEPARATOR}
   * @param models the answers to these rows of each model: such sets, or a probability of each
   *     label
   * @throws MlboxException INVALID when a model knows none of the labels
   */
  public static Truth labelSets(String target, Column values, List<Predictions> models) {
    return of(Target.labelSets(target, values, models), LabelSets.column(values));
  }

  /** Of no rows yet, where it is known already what they can hold. */
  static Truth of(String target, Task task, List<String> classes, int positive) {
    Target known = new Target(target, task, classes, positive, LabelSets.NONE);
    return new Truth(known, new int[0], new double[0], Sampling.PLAIN);
  }

  /**
   * Of other rows, where it is known already what they can hold.
   *
   * @param values of the target
   */
  public Truth like(Column values) {
    return of(target, values);
  }

  /**
   * Of rows that are elsewhere, so that none of them can be looked at.
   *
   * @param rows how many
   * @param ofClasses how many of each class
   */
  Truth far(int rows, int[] ofClasses) {
    return new Truth(target, codes, numbers, Sampling.PLAIN, RowCounts.elsewhere(rows, ofClasses));
  }

  /** The same of some of the rows. */
  Truth at(int[] rows) {
    boolean ofNumbers = target.isOfNumbers();
    return new Truth(
        target,
        ofNumbers ? codes : Numbers.at(codes, rows),
        ofNumbers ? Numbers.at(numbers, rows) : numbers,
        sampling.at(rows));
  }

  /** A row of each of some classes. */
  Truth kinds(int[] actual) {
    return new Truth(target, actual, numbers, Sampling.PLAIN);
  }

  /** Rows of some classes, each of which stands for many. */
  Truth ofKinds(int[] actual, double[] counts) {
    Sampling counted = Sampling.PLAIN.weighted(RowWeights.counted(counts));
    return new Truth(target, actual, numbers, counted);
  }

  /** The same, with rows that depend on each other. */
  public Truth in(Units dependent) {
    return sampled(sampling.in(dependent));
  }

  private Truth sampled(Sampling otherwise) {
    return new Truth(target, codes, numbers, otherwise);
  }

  /** Which rows depend on each other. */
  public Units units() {
    return sampling.units();
  }

  /** The same rows, counting differently. */
  public Truth weighted(RowWeights differently) {
    return sampled(sampling.weighted(differently));
  }

  /** The same rows, ranked within queries. */
  public Truth ranked(Units within) {
    return sampled(sampling.ranked(within));
  }

  /** Which rows answer one question, and are ranked against each other. */
  public Units queries() {
    return sampling.queries();
  }

  /** Whether some rows count more than others. */
  public boolean isWeighted() {
    return !sampling.weights().areEven();
  }

  /** The same, with rows that count differently besides. */
  Truth mixed(RowWeights more) {
    return weighted(sampling.weights().times(more));
  }

  /** How much a row counts. */
  public double weight(int row) {
    return sampling.weights().of(row);
  }

  /** How much all rows count. */
  public double totalWeight() {
    return sampling.weights().areEven() ? rows() : sampling.weights().total();
  }

  /** {@link RowWeights#evenness}. */
  public double evenness() {
    return sampling.weights().evenness();
  }

  /** How many rows of a class count at all. */
  int rowsOf(int code) {
    return counts.ofClass(code);
  }

  /** How many rows count at all. */
  int rowsThatCount() {
    return counts.thatCount();
  }

  /** How many rows there are of the class that has fewest of those that occur. */
  int rowsOfRarest() {
    return counts.ofRarest();
  }

  /** That all rows that count are of one class, in words; empty if they are not. */
  Optional<String> oneClass() {
    return counts.oneClass(classes());
  }

  /** The name of the target column. */
  public String target() {
    return target.name();
  }

  public Task task() {
    return target.task();
  }

  /** Sorted; what codes count; empty for a regression. */
  public List<String> classes() {
    return target.classes();
  }

  /** The code of the positive class; -1 unless there are two classes or one. */
  public int positive() {
    return target.positive();
  }

  /** The name of the positive class; empty unless there are two classes or one. */
  public Optional<String> positiveName() {
    return positive() < 0 ? Optional.empty() : Optional.of(classes().get(positive()));
  }

  public int rows() {
    return counts.rows();
  }

  /** The class code of a row. */
  public int code(int row) {
    return codes[row];
  }

  /** The number of a row of a regression. */
  public double number(int row) {
    return numbers[row];
  }

  /** The labels that a set may have, and which of them each code of a set stands for. */
  LabelSets sets() {
    return target.sets();
  }

  /** The texts any of which is right for a row. */
  public List<String> references(int row) {
    return Words.references(classes().get(codes[row]));
  }

  /** Whether a row is of the positive class. */
  public boolean isPositive(int row) {
    return codes[row] == positive();
  }

  /** The truth of a row in words. */
  public String text(int row) {
    return switch (task()) {
      case REGRESSION -> Double.toString(numbers[row]);
      case TEXT -> String.join(" | ", references(row));
      case BINARY, MULTICLASS, MULTILABEL -> classes().get(codes[row]);
    };
  }
}

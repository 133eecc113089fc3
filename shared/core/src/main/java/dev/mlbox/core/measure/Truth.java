package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is true of each row, as a class code or as a number; shared by all models that are judged on
 * these rows, so that their answers are comparable.
 */
public final class Truth {
  private final String target;
  private final Task task;
  private final List<String> classes;
  private final int positive;
  private final int[] codes;
  private final double[] numbers;
  private final LabelSets sets;
  private final Sampling sampling;

  /**
   * Rows of each class that count at all; found when first asked for, as many metrics rest on it.
   */
  private volatile int @Nullable [] counting;

  /** Rows that cannot be looked at; −1 where they are here. */
  private int elsewhere = -1;

  private Truth(
      String target,
      Task task,
      List<String> classes,
      int positive,
      int[] codes,
      double[] numbers,
      LabelSets sets,
      Sampling sampling) {
    this.target = target;
    this.task = task;
    this.classes = classes;
    this.positive = positive;
    this.codes = codes;
    this.numbers = numbers;
    this.sets = sets;
    this.sampling = sampling;
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
    TaskInference inference = new TaskInference(target, values);
    if (!inference.isClassification(models.get(0))) {
      return numbers(target, values);
    }
    List<String> known = Labels.sorted(Labels.distinct(values));
    Set<String> union = new TreeSet<>(known);
    for (Predictions answers : models) {
      if (!inference.isShareOfOnes(answers)) {
        inference.requireCommonClass(known, answers);
        union.addAll(Labels.distinct(answers.values()));
        union.addAll(answers.classes());
      } else {
        union.addAll(List.of("0", "1"));
      }
    }
    if (positive != null && union.size() < 2) {
      union.add(positive);
    }
    List<String> classes = Labels.sorted(union);
    int place = positiveOf(target, classes, positive);
    Task task = classes.size() > 2 ? Task.MULTICLASS : Task.BINARY;
    int[] codes = Labels.codes(values, classes);
    return new Truth(
        target, task, classes, place, codes, new double[0], LabelSets.NONE, Sampling.PLAIN);
  }

  /**
   * Of texts, each of which is a whole of its own: no model has to answer with one of them.
   *
   * @param values the reference of each row, or several of them joined by {@link Words#SEPARATOR}
   * @param models the answers to these rows of each model
   */
  public static Truth texts(String target, Column values, List<Predictions> models) {
    Set<String> union = new LinkedHashSet<>(Words.distinct(values));
    models.forEach(answers -> union.addAll(Words.distinct(answers.values())));
    return wholes(target, Task.TEXT, List.copyOf(union), values, LabelSets.NONE);
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
    LabelSets sets = LabelSets.of(target, values, models);
    return wholes(target, Task.MULTILABEL, sets.names(), LabelSets.column(values), sets);
  }

  private static Truth wholes(
      String target, Task task, List<String> known, Column values, LabelSets sets) {
    int[] codes = Labels.codes(values, known);
    return new Truth(target, task, known, -1, codes, new double[0], sets, Sampling.PLAIN);
  }

  private static Truth numbers(String target, Column values) {
    double[] numbers = Numbers.of(values);
    for (int row = 0; row < numbers.length; row++) {
      if (!Double.isFinite(numbers[row])) {
        throw MlboxException.invalid(
            Problem.of("column %s is %s in row %d".formatted(target, numbers[row], row + 1))
                .expected("a finite number"));
      }
    }
    return new Truth(
        target,
        Task.REGRESSION,
        List.of(),
        -1,
        new int[0],
        numbers,
        LabelSets.NONE,
        Sampling.PLAIN);
  }

  private static int positiveOf(String target, List<String> classes, @Nullable String positive) {
    if (positive == null) {
      return classes.size() > 2 ? -1 : classes.size() - 1;
    }
    int place = classes.indexOf(positive);
    if (place < 0 || classes.size() > 2) {
      throw MlboxException.invalid(
          Problem.of(
                  place < 0
                      ? "positive class %s is not a class of %s".formatted(positive, target)
                      : "positive class %s is given, but %s has %d classes"
                          .formatted(positive, target, classes.size()))
              .expected(place < 0 ? "one of " + String.join(", ", classes) : "two classes"));
    }
    return place;
  }

  /** Of no rows yet, where it is known already what they can hold. */
  static Truth of(String target, Task task, List<String> classes, int positive) {
    int[] none = new int[0];
    return new Truth(
        target, task, classes, positive, none, new double[0], LabelSets.NONE, Sampling.PLAIN);
  }

  /**
   * Of other rows, where it is known already what they can hold.
   *
   * @param values of the target
   */
  public Truth like(Column values) {
    boolean ofNumbers = task == Task.REGRESSION;
    return new Truth(
        target,
        task,
        classes,
        positive,
        ofNumbers ? codes : Labels.codes(values, classes),
        ofNumbers ? numbers(target, values).numbers : numbers,
        sets,
        Sampling.PLAIN);
  }

  /**
   * Of rows that are elsewhere, so that none of them can be looked at.
   *
   * @param rows how many
   * @param ofClasses how many of each class
   */
  Truth far(int rows, int[] ofClasses) {
    Truth far = new Truth(target, task, classes, positive, codes, numbers, sets, Sampling.PLAIN);
    far.counting = ofClasses;
    far.elsewhere = rows;
    return far;
  }

  /** The same of some of the rows. */
  Truth at(int[] rows) {
    return new Truth(
        target,
        task,
        classes,
        positive,
        task == Task.REGRESSION ? codes : Numbers.at(codes, rows),
        task == Task.REGRESSION ? Numbers.at(numbers, rows) : numbers,
        sets,
        sampling.at(rows));
  }

  /** A row of each of some classes. */
  Truth kinds(int[] actual) {
    return new Truth(target, task, classes, positive, actual, numbers, sets, Sampling.PLAIN);
  }

  /** Rows of some classes, each of which stands for many. */
  Truth ofKinds(int[] actual, double[] counts) {
    Sampling counted = Sampling.PLAIN.weighted(RowWeights.counted(counts));
    return new Truth(target, task, classes, positive, actual, numbers, sets, counted);
  }

  /** The same, with rows that depend on each other. */
  public Truth in(Units dependent) {
    return sampled(sampling.in(dependent));
  }

  private Truth sampled(Sampling otherwise) {
    return new Truth(target, task, classes, positive, codes, numbers, sets, otherwise);
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

  /**
   * The share of the rows that say as much as all of them if they counted alike, (Σw)²/(n·Σw²)
   * (Kish, 1965, Survey Sampling, sec. 11.7); 1 where they do.
   */
  public double evenness() {
    if (!isWeighted()) {
      return 1;
    }
    double squares = 0;
    for (int row = 0; row < rows(); row++) {
      squares += weight(row) * weight(row);
    }
    return totalWeight() * totalWeight() / (rows() * squares);
  }

  /** How many rows of a class count at all. */
  int rowsOf(int code) {
    return code < 0 ? 0 : counting()[code];
  }

  private int[] counting() {
    int[] known = counting;
    if (known == null) {
      known = new int[classes.size()];
      boolean even = sampling.weights().areEven();
      for (int row = 0; row < codes.length; row++) {
        if (codes[row] >= 0 && (even || sampling.weights().of(row) > 0)) {
          known[codes[row]]++;
        }
      }
      counting = known;
    }
    return known;
  }

  /** How many rows count at all. */
  int rowsThatCount() {
    int found = 0;
    if (sampling.weights().areEven()) {
      return rows();
    }
    for (int row = 0; row < rows(); row++) {
      found += sampling.weights().of(row) > 0 ? 1 : 0;
    }
    return found;
  }

  /** How many rows there are of the class that has fewest of those that occur. */
  int rowsOfRarest() {
    if (sampling.weights().areEven()) {
      return Arrays.stream(counting()).filter(rows -> rows > 0).min().orElse(1);
    }
    int[] found = new int[classes.size()];
    for (int code : codes) {
      found[code]++;
    }
    return Arrays.stream(found).filter(rows -> rows > 0).min().orElse(1);
  }

  /** That all rows that count are of one class, in words; empty if they are not. */
  Optional<String> oneClass() {
    int counting = rowsThatCount();
    for (int code = 0; code < classes.size(); code++) {
      if (rowsOf(code) == counting) {
        return Optional.of("all rows are of one class, " + classes.get(code));
      }
    }
    return Optional.empty();
  }

  /** The name of the target column. */
  public String target() {
    return target;
  }

  public Task task() {
    return task;
  }

  /** Sorted; what codes count; empty for a regression. */
  public List<String> classes() {
    return classes;
  }

  /** The code of the positive class; -1 unless there are two classes or one. */
  public int positive() {
    return positive;
  }

  /** The name of the positive class; empty unless there are two classes or one. */
  public Optional<String> positiveName() {
    return positive < 0 ? Optional.empty() : Optional.of(classes.get(positive));
  }

  public int rows() {
    if (elsewhere >= 0) {
      return elsewhere;
    }
    return task == Task.REGRESSION ? numbers.length : codes.length;
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
    return sets;
  }

  /** The texts any of which is right for a row. */
  public List<String> references(int row) {
    return Words.references(classes.get(codes[row]));
  }

  /** Whether a row is of the positive class. */
  public boolean isPositive(int row) {
    return codes[row] == positive;
  }

  /** The truth of a row in words. */
  public String text(int row) {
    return switch (task) {
      case REGRESSION -> Double.toString(numbers[row]);
      case TEXT -> String.join(" | ", references(row));
      case BINARY, MULTICLASS, MULTILABEL -> classes.get(codes[row]);
    };
  }
}

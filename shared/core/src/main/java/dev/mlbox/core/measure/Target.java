package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the values of the target column mean, whichever rows they are of.
 *
 * @param name the column's, for messages
 * @param task what it holds
 * @param classes sorted, or every text or set that occurs; empty for a regression
 * @param positive the place of the positive class; -1 unless there are two classes or one
 * @param sets the labels of {@code classes}; {@link LabelSets#NONE} unless these are sets
 */
record Target(String name, Task task, List<String> classes, int positive, LabelSets sets) {

  /** Of classes or numbers, see {@link Truth#of(String, Column, List, String)}. */
  static Target of(
      String name, Column values, List<Predictions> models, @Nullable String positive) {
    TaskInference inference = new TaskInference(name, values);
    if (!inference.isClassification(models.get(0))) {
      return new Target(name, Task.REGRESSION, List.of(), -1, LabelSets.NONE);
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
    Task task = classes.size() > 2 ? Task.MULTICLASS : Task.BINARY;
    return new Target(name, task, classes, place(name, classes, positive), LabelSets.NONE);
  }

  /** Of texts, see {@link Truth#texts}. */
  static Target texts(String name, Column values, List<Predictions> models) {
    Set<String> union = new LinkedHashSet<>(Words.distinct(values));
    models.forEach(answers -> union.addAll(Words.distinct(answers.values())));
    return new Target(name, Task.TEXT, List.copyOf(union), -1, LabelSets.NONE);
  }

  /** Of sets of labels, see {@link Truth#labelSets}. */
  static Target labelSets(String name, Column values, List<Predictions> models) {
    LabelSets sets = LabelSets.of(name, values, models);
    return new Target(name, Task.MULTILABEL, sets.names(), -1, sets);
  }

  private static int place(String name, List<String> classes, @Nullable String positive) {
    if (positive == null) {
      return classes.size() > 2 ? -1 : classes.size() - 1;
    }
    int place = classes.indexOf(positive);
    if (place < 0 || classes.size() > 2) {
      throw MlboxException.invalid(
          Problem.of(
                  place < 0
                      ? "positive class %s is not a class of %s".formatted(positive, name)
                      : "positive class %s is given, but %s has %d classes"
                          .formatted(positive, name, classes.size()))
              .expected(place < 0 ? "one of " + String.join(", ", classes) : "two classes"));
    }
    return place;
  }

  boolean isOfNumbers() {
    return task == Task.REGRESSION;
  }

  /** The class code of each row; none for a regression. */
  int[] codes(Column values) {
    return isOfNumbers() ? new int[0] : Labels.codes(values, classes);
  }

  /**
   * The number of each row; none but for a regression.
   *
   * @throws MlboxException INVALID when one is not finite
   */
  double[] numbers(Column values) {
    if (!isOfNumbers()) {
      return new double[0];
    }
    double[] numbers = Numbers.of(values);
    for (int row = 0; row < numbers.length; row++) {
      if (!Double.isFinite(numbers[row])) {
        throw MlboxException.invalid(
            Problem.of("column %s is %s in row %d".formatted(name, numbers[row], row + 1))
                .expected("a finite number"));
      }
    }
    return numbers;
  }
}

package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.List;
import java.util.Set;

/** Tells classes from numbers by what the data holds and what the models answer. */
final class TaskInference {
  /** A column of whole numbers with more distinct values than this counts something. */
  private static final int MOST_CLASSES = 100;

  private final String target;
  private final Column truth;

  TaskInference(String target, Column truth) {
    this.target = target;
    this.truth = truth;
  }

  /** Whether the target holds classes rather than numbers, as the answers of a model show. */
  boolean isClassification(Predictions answers) {
    if (truth instanceof Column.Text) {
      requireClasses(answers);
      return true;
    }
    if (answers.width() > 1 || answers.values() instanceof Column.Text) {
      requireWholeTruth(answers);
      return true;
    }
    if (truth instanceof Column.Whole) {
      return answersClasses(answers);
    }
    boolean labels = answers.values() instanceof Column.Whole || answers.width() == 1;
    return labels && Labels.allWhole(((Column.Real) truth).values());
  }

  private boolean answersClasses(Predictions answers) {
    if (answers.width() == 1 || isShareOfOnes(answers)) {
      return true;
    }
    int classes = Labels.distinct(truth).size();
    return answers.values() instanceof Column.Real real
        ? classes <= 2 && Labels.allWhole(real.values())
        : classes <= MOST_CLASSES;
  }

  /** A 0/1 target answered with numbers between 0 and 1: a probability of 1, not a regression. */
  boolean isShareOfOnes(Predictions answers) {
    if (answers.width() > 0 || !(answers.values() instanceof Column.Real real)) {
      return false;
    }
    for (double value : real.values()) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return !Labels.allWhole(real.values()) && Set.of("0", "1").containsAll(Labels.distinct(truth));
  }

  private void requireClasses(Predictions answers) {
    if (answers.values() instanceof Column.Real real && !Labels.allWhole(real.values())) {
      throw MlboxException.invalid(
          Problem.of(
                  "the model answers with numbers (%s in row 1), but %s holds text (%s in row 1)"
                      .formatted(answers.values().text(0), target, truth.text(0)))
              .expected("one of the classes of " + target + " a row"));
    }
  }

  private void requireWholeTruth(Predictions answers) {
    if (truth instanceof Column.Real real && !Labels.allWhole(real.values())) {
      int row = 0;
      while (Labels.isWhole(real.values()[row])) {
        row++;
      }
      throw MlboxException.invalid(
          Problem.of(
                  "the model answers with classes (%s in row 1), but %s holds numbers (%s in row %d)"
                      .formatted(answers.values().text(0), target, truth.text(row), row + 1))
              .expected("a number a row"));
    }
  }

  /** A model none of whose answers is a class of the data speaks another language. */
  void requireCommonClass(List<String> known, Predictions answers) {
    Set<String> said = Labels.distinct(answers.values());
    if (said.stream().noneMatch(known::contains)) {
      throw MlboxException.invalid(
          Problem.of(
                  "the model answers none of the classes of %s: it says %s, the data has %s"
                      .formatted(target, shortened(Labels.sorted(said)), shortened(known)))
              .remedy("train and test with the same labels"));
    }
  }

  private static String shortened(List<String> names) {
    int most = 5;
    String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? shown + ", …" : shown;
  }
}

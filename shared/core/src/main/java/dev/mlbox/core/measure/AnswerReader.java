package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.List;

/** Turns what a model answered into codes and scores, and refuses what is no answer. */
final class AnswerReader {
  /** A float32 softmax may exceed 1 by this much. */
  private static final double ROUNDING = 1e-6;

  private final Truth truth;
  private final Predictions predictions;
  private final Speaker who;

  AnswerReader(Truth truth, Predictions predictions, Speaker who) {
    this.truth = truth;
    this.predictions = predictions;
    this.who = who;
  }

  double[] numbers() {
    if (predictions.values() instanceof Column.Text text) {
      throw MlboxException.invalid(
          Problem.of(
                  "the %s answers with text (%s in row 1), but %s holds numbers"
                      .formatted(who.name(), text.text(0), truth.target()))
              .expected("a number a row"));
    }
    double[] numbers = Numbers.of(predictions.values());
    FiniteAnswers.require(numbers, "answer", who);
    return numbers;
  }

  int[] codes() {
    if (!answersWithShares()) {
      if (predictions.values() instanceof Column.Real real) {
        FiniteAnswers.require(real.values(), "answer", who);
      }
      return Labels.codes(predictions.values(), truth.classes());
    }
    int one = truth.classes().indexOf("1");
    double[] shares = Numbers.of(predictions.values());
    int[] codes = new int[shares.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = shares[row] > 0.5 ? one : 1 - one;
    }
    return codes;
  }

  int[] texts() {
    return Labels.codes(predictions.values(), truth.classes());
  }

  int[] sets() {
    Column sets = LabelSets.sets(truth.target(), predictions, known());
    return Labels.codes(sets, truth.classes());
  }

  private List<String> known() {
    return predictions.classes().isEmpty() ? truth.sets().known() : predictions.classes();
  }

  /** A label that the model gives no probability has 0. */
  Scores scoresOfLabels() {
    if (predictions.width() == 0) {
      return Scores.NONE;
    }
    requireProbabilities();
    List<String> labels = truth.sets().labels();
    double[] all = new double[predictions.rows() * labels.size()];
    for (int label = 0; label < labels.size(); label++) {
      int place = known().indexOf(labels.get(label));
      for (int row = 0; row < predictions.rows() && place >= 0; row++) {
        all[row * labels.size() + label] = probability(row, place);
      }
    }
    return new Scores(new double[0], all, labels.size(), true);
  }

  private boolean answersWithShares() {
    return predictions.width() == 0
        && truth.task() == Task.BINARY
        && predictions.values() instanceof Column.Real real
        && !Labels.allWhole(real.values());
  }

  Scores scores() {
    if (answersWithShares()) {
      double[] shares = Numbers.of(predictions.values());
      return binary(
          truth.classes().get(truth.positive()).equals("1") ? shares : rest(shares), true);
    }
    return switch (predictions.width()) {
      case 0 -> Scores.NONE;
      case 1 -> oneColumn();
      default -> manyColumns();
    };
  }

  private Scores oneColumn() {
    if (truth.task() != Task.BINARY) {
      return Scores.NONE;
    }
    double[] column = predictions.probabilities();
    FiniteAnswers.require(column, "score", who);
    boolean probabilities = true;
    for (double score : column) {
      probabilities &= score >= 0 && score <= 1;
    }
    List<String> names = predictions.classes();
    boolean ofOther = !names.isEmpty() && truth.classes().indexOf(names.get(0)) != truth.positive();
    return binary(ofOther ? rest(column) : column, probabilities);
  }

  private Scores manyColumns() {
    int[] places = columnOfEachClass();
    requireProbabilities();
    int rows = predictions.rows();
    int width = places.length;
    double[] all = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int code = 0; code < width; code++) {
        all[row * width + code] = places[code] < 0 ? 0 : probability(row, places[code]);
      }
    }
    if (truth.task() != Task.BINARY) {
      return new Scores(new double[0], all, width, true);
    }
    double[] positive = new double[rows];
    for (int row = 0; row < rows; row++) {
      positive[row] = all[row * width + truth.positive()];
    }
    return binary(positive, true);
  }

  /** For each class of the truth, the model's column; -1 for a class that the model never knew. */
  private int[] columnOfEachClass() {
    List<String> wanted = truth.classes();
    int[] places = new int[wanted.size()];
    List<String> names = predictions.classes();
    if (names.isEmpty() && predictions.width() != wanted.size()) {
      throw MlboxException.invalid(
          Problem.of(
                  "the %s gives %d probabilities a row without saying of which classes, but %s has %d"
                      .formatted(who.name(), predictions.width(), truth.target(), wanted.size()))
              .expected("one of each of " + String.join(", ", wanted)));
    }
    for (int code = 0; code < places.length; code++) {
      places[code] = names.isEmpty() ? code : names.indexOf(wanted.get(code));
    }
    return places;
  }

  private double probability(int row, int column) {
    return Math.max(0, Math.min(1, predictions.probability(row, column)));
  }

  /** Of every class, also one that the data have not. */
  private void requireProbabilities() {
    for (int column = 0; column < predictions.width(); column++) {
      OddRows odd = new OddRows();
      for (int row = 0; row < predictions.rows(); row++) {
        double value = predictions.probability(row, column);
        if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
          odd.add(row, value);
        }
      }
      List<String> names = predictions.classes();
      String of = names.isEmpty() ? "" : " of " + names.get(column);
      FiniteAnswers.refuse(
          odd,
          predictions.rows(),
          "probability%s is outside [0, 1]".formatted(of),
          "a number from 0 to 1",
          who);
    }
  }

  private static Scores binary(double[] positive, boolean probabilities) {
    return new Scores(positive, new double[0], 0, probabilities);
  }

  private static double[] rest(double[] shares) {
    double[] rest = new double[shares.length];
    for (int row = 0; row < rest.length; row++) {
      rest[row] = 1 - shares[row];
    }
    return rest;
  }
}

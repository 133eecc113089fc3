package dev.mlbox.core.measure;

import dev.mlbox.core.model.Predictions;
import java.util.Arrays;

/**
 * What one model said of each row, as primitive arrays, whatever is true of them.
 *
 * @param codes the class, text or set of each row; none for a regression
 * @param numbers one a row of a regression; else none
 * @param scores what is said beyond the classes
 */
record Replies(int[] codes, double[] numbers, Scores scores) {

  /** See {@link Answers#of(Truth, Predictions, Speaker)}. */
  static Replies of(Truth truth, Predictions predictions, Speaker who) {
    AnswerReader reader = new AnswerReader(truth, predictions, who);
    return switch (truth.task()) {
      case REGRESSION -> new Replies(new int[0], reader.numbers(), Scores.NONE);
      case BINARY, MULTICLASS -> new Replies(reader.codes(), new double[0], reader.scores());
      case TEXT -> of(reader.texts());
      case MULTILABEL -> new Replies(reader.sets(), new double[0], reader.scoresOfLabels());
    };
  }

  /** Classes, and nothing beyond. */
  static Replies of(int[] codes) {
    return new Replies(codes, new double[0], Scores.NONE);
  }

  /** To rows that are elsewhere. */
  static Replies far(Task task, Frame.Said said) {
    double[] some = new double[said.scores() && task == Task.BINARY ? 1 : 0];
    Scores scores = new Scores(some, new double[0], 0, said.probabilities());
    return new Replies(new int[0], new double[0], scores);
  }

  private boolean areNumbers() {
    return numbers.length > 0;
  }

  Replies at(int[] rows) {
    return areNumbers()
        ? new Replies(codes, Numbers.at(numbers, rows), scores)
        : new Replies(Numbers.at(codes, rows), numbers, scores.at(rows));
  }

  /** Whether another model said the same of each row, scores included. */
  boolean sameAs(Replies other) {
    return Arrays.equals(codes, other.codes)
        && Arrays.equals(numbers, other.numbers)
        && scores.sameAs(other.scores);
  }

  /** Whether the class or number of a row is another one. */
  boolean differs(Replies other, int row) {
    return areNumbers() ? numbers[row] != other.numbers[row] : codes[row] != other.codes[row];
  }

  /** Rows whose class or number is another one. */
  int differing(Replies other) {
    int rows = Math.max(codes.length, numbers.length);
    int differing = 0;
    for (int row = 0; row < rows; row++) {
      differing += differs(other, row) ? 1 : 0;
    }
    return differing;
  }

  /** The probability of a class, where there are probabilities. */
  double probability(int row, int code, int positive) {
    if (scores.hasPositive()) {
      double share = scores.positive()[row];
      return code == positive ? share : 1 - share;
    }
    return scores.probability(row, code);
  }

  /** Whether any score or probability of a row is another one. */
  boolean scoredUnlike(Replies other, int row) {
    return scores.differs(other.scores, row);
  }

  /** Whether anything about a row is said otherwise. */
  boolean isUnlike(Replies other, int row) {
    boolean scored = scores.hasPositive() || scores.width() > 0;
    return differs(other, row)
        || !scores.isLike(other.scores)
        || (scored && scores.differs(other.scores, row));
  }
}

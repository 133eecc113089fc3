package dev.mlbox.engine.evaluation;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A model's answers, kept until a box needs them: whole numbers that are close to each other, as
 * classes are, take one byte each.
 *
 * @param rows how many there are
 * @param values some of the first of them, of the type that the model gave
 * @param probabilities row-major, not copied
 * @param classes names of the probability columns
 * @param width probabilities a row
 */
record KeptAnswers(
    int rows, IntFunction<Column> values, List<String> classes, double[] probabilities, int width) {
  private static final int BYTE = 1 << Byte.SIZE;

  static KeptAnswers of(Predictions answers) {
    return new KeptAnswers(
        answers.rows(),
        values(answers.values()),
        answers.classes(),
        answers.probabilities(),
        answers.width());
  }

  private static IntFunction<Column> values(Column values) {
    if (values instanceof Column.Whole whole) {
      long least = Arrays.stream(whole.values()).min().orElse(0);
      long most = Arrays.stream(whole.values()).max().orElse(0);
      if (most >= least && most - least < BYTE && most - least >= 0) {
        return bytes(whole.values(), least);
      }
    }
    return first -> first == values.rows() ? values : values.slice(0, first);
  }

  private static IntFunction<Column> bytes(long[] values, long least) {
    byte[] bytes = new byte[values.length];
    for (int row = 0; row < bytes.length; row++) {
      bytes[row] = (byte) (values[row] - least);
    }
    return first -> {
      long[] some = new long[first];
      for (int row = 0; row < first; row++) {
        some[row] = least + (bytes[row] & (BYTE - 1));
      }
      return new Column.Whole(some);
    };
  }

  /** The first of them. */
  Predictions first(int wanted) {
    return new Predictions(
        values.apply(wanted),
        classes,
        wanted == rows ? probabilities : Arrays.copyOf(probabilities, wanted * width),
        width);
  }
}

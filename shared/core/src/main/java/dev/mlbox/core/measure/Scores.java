package dev.mlbox.core.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a classifier says beyond the predicted class: a score of the positive class, or a
 * probability of each class.
 *
 * @param positive one a row, for two classes; else empty
 * @param all probabilities, row-major in the order of the truth's classes, for more than two; else
 *     empty
 * @param width classes a row in {@code all}
 * @param areProbabilities false for raw scores that may be any number, and when there are none
 */
record Scores(double[] positive, double[] all, int width, boolean areProbabilities) {
  static final Scores NONE = new Scores(new double[0], new double[0], 0, false);

  static final String OUTSIDE = "the model's scores are not between 0 and 1";

  /** That they are no probabilities, with how many are outside and one of these. */
  String outside() {
    double[] odd = Arrays.stream(positive).filter(score -> !(score >= 0 && score <= 1)).toArray();
    return odd.length == 0
        ? OUTSIDE
        : String.format(
            Locale.ROOT,
            "%s in %,d of %,d rows, such as %s",
            OUTSIDE,
            odd.length,
            positive.length,
            odd[0]);
  }

  boolean hasPositive() {
    return positive.length > 0;
  }

  /** The probability of one of more than two classes. */
  double probability(int row, int code) {
    return all[row * width + code];
  }

  Scores at(int[] rows) {
    double[] some = positive.length == 0 ? positive : Numbers.at(positive, rows);
    double[] part = new double[width * rows.length];
    for (int i = 0; i < rows.length && width > 0; i++) {
      System.arraycopy(all, rows[i] * width, part, i * width, width);
    }
    return new Scores(some, part, width, areProbabilities);
  }

  /** Whether another model says as many numbers a row. */
  boolean isLike(Scores other) {
    return hasPositive() == other.hasPositive() && width == other.width;
  }

  boolean differs(Scores other, int row) {
    return width == 0
        ? positive[row] != other.positive[row]
        : !Arrays.equals(
            all, row * width, (row + 1) * width, other.all, row * width, (row + 1) * width);
  }

  boolean sameAs(Scores other) {
    return Arrays.equals(positive, other.positive) && Arrays.equals(all, other.all);
  }
}

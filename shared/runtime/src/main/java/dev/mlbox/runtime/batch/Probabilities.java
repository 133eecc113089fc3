package dev.mlbox.runtime.batch;

import dev.mlbox.core.port.OddAnswer;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Row-major probabilities: whether they are some, and which class they make most likely. */
public final class Probabilities {
  /** Half-precision models miss a sum of 1 by this much; logits and distances by far more. */
  private static final double SLACK = 0.01;

  private Probabilities() {}

  /**
   * Refuses numbers that are no probabilities, as logits or distances: a log loss of them would be
   * a wrong number.
   *
   * @param values rows × width; with a width of 1 only the range is checked
   * @param output who answered them, for the message
   * @param firstRow row number of the first row, counted from 1, for the message
   */
  public static void check(double[] values, int width, String output, int firstRow) {
    String expected =
        width > 1 ? "probabilities from 0 to 1 with the sum 1" : "a probability from 0 to 1";
    refuse(values, width, new Wanted(output, firstRow, expected), at -> isOdd(values, at, width));
  }

  private static boolean isOdd(double[] values, int at, int width) {
    double sum = 0;
    boolean inRange = true;
    for (int i = at; i < at + width; i++) {
      sum += values[i];
      inRange &= values[i] >= -SLACK && values[i] <= 1 + SLACK;
    }
    return !inRange || (width > 1 && !(Math.abs(sum - 1) <= SLACK));
  }

  /** The same for probabilities of labels that do not exclude each other: their sum is free. */
  public static void checkApart(double[] values, int width, String output, int firstRow) {
    refuse(
        values,
        width,
        new Wanted(output, firstRow, "probabilities from 0 to 1"),
        at -> {
          boolean inRange = true;
          for (int i = at; i < at + width; i++) {
            inRange &= values[i] >= -SLACK && values[i] <= 1 + SLACK;
          }
          return !inRange;
        });
  }

  /**
   * What is looked at, in words.
   *
   * @param output who answered
   * @param firstRow counted from 1
   * @param expected of each row
   */
  private record Wanted(String output, int firstRow, String expected) {

    MlboxException refused(double[] row, int place, int count) {
      String numbers =
          Arrays.stream(row)
              .limit(5)
              .mapToObj(value -> String.format(Locale.ROOT, "%.4g", value))
              .collect(Collectors.joining(", ", "[", row.length > 5 ? ", …]" : "]"));
      String what = "%s answers %s".formatted(output, numbers);
      int number = firstRow + place;
      return MlboxException.broken(
          Problem.of("%s for row %d".formatted(what, number))
              .expected(expected)
              .remedy(
                  "let the model answer probabilities (a softmax of its scores) or leave them out"),
          new OddAnswer(what, number - 1, count));
    }
  }

  /** Counts all such rows and tells the first. */
  private static void refuse(double[] values, int width, Wanted wanted, IntPredicate odd) {
    int first = -1;
    int count = 0;
    for (int at = 0; at < values.length; at += width) {
      if (odd.test(at)) {
        first = first < 0 ? at : first;
        count++;
      }
    }
    if (count > 0) {
      throw wanted.refused(Arrays.copyOfRange(values, first, first + width), first / width, count);
    }
  }

  /**
   * The most likely class of each row; of equals the first.
   *
   * @param classes in the order of the probabilities; empty: the answer is its index
   * @param whole whether class names are whole numbers in words
   */
  public static Column mostLikely(double[] values, int width, List<String> classes, boolean whole) {
    int[] best = new int[values.length / width];
    for (int row = 0; row < best.length; row++) {
      for (int i = 1; i < width; i++) {
        if (values[row * width + i] > values[row * width + best[row]]) {
          best[row] = i;
        }
      }
    }
    if (classes.isEmpty()) {
      return new Column.Whole(Arrays.stream(best).asLongStream().toArray());
    }
    if (whole) {
      long[] numbers = classes.stream().mapToLong(Long::parseLong).toArray();
      return new Column.Whole(Arrays.stream(best).mapToLong(i -> numbers[i]).toArray());
    }
    return new Column.Text(Arrays.stream(best).mapToObj(classes::get).toArray(String[]::new));
  }
}

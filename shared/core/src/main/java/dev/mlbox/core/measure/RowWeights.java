package dev.mlbox.core.measure;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import java.util.Arrays;

/** How much each row of the data counts, as a column of it says. */
public final class RowWeights {
  /** Every row alike. */
  public static final RowWeights EVEN = new RowWeights(new double[0], 0);

  private final double[] weights;
  private final double total;

  private RowWeights(double[] weights, double total) {
    this.weights = weights;
    this.total = total;
  }

  /**
   * Reads a column of weights.
   *
   * @param name of the column, for messages
   * @param place where it is from, for messages
   * @param column one number from 0 up a row
   * @throws MlboxException INVALID when a weight is no such number, or all are 0
   */
  public static RowWeights of(String name, String place, Column column) {
    if (column instanceof Column.Text text) {
      throw MlboxException.invalid(
          Problem.of("weight column %s holds text (%s in row 1)".formatted(name, text.text(0)))
              .at(place)
              .expected("numbers from 0 up"));
    }
    double[] weights = Numbers.of(column);
    double total = 0;
    for (int row = 0; row < weights.length; row++) {
      if (!(weights[row] >= 0) || Double.isInfinite(weights[row])) {
        throw MlboxException.invalid(
            Problem.of(
                    "weight column %s is %s in row %d".formatted(name, column.text(row), row + 1))
                .at(place)
                .expected("a number from 0 up"));
      }
      total += weights[row];
    }
    if (total == 0) {
      throw MlboxException.invalid(
          Problem.of("weight column %s is 0 in all %,d rows".formatted(name, weights.length))
              .at(place)
              .expected("a weight above 0 somewhere"));
    }
    return new RowWeights(weights, total);
  }

  /** Rows that stand for so many equal ones each. */
  static RowWeights counted(double[] counts) {
    return new RowWeights(counts, Arrays.stream(counts).sum());
  }

  /** Both at once. */
  RowWeights times(RowWeights other) {
    if (areEven()) {
      return other;
    }
    double[] both = new double[weights.length];
    double sum = 0;
    for (int row = 0; row < both.length; row++) {
      both[row] = weights[row] * other.of(row);
      sum += both[row];
    }
    return new RowWeights(both, sum);
  }

  boolean areEven() {
    return weights.length == 0;
  }

  double of(int row) {
    return areEven() ? 1 : weights[row];
  }

  double total() {
    return total;
  }

  /**
   * The share of the rows that say as much as all of them if they counted alike, (Σw)²/(n·Σw²)
   * (Kish, 1965, Survey Sampling, sec. 11.7); 1 where they do.
   */
  double evenness() {
    if (areEven()) {
      return 1;
    }
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    return total * total / (weights.length * squares);
  }

  RowWeights at(int[] rows) {
    if (areEven()) {
      return this;
    }
    double[] some = Numbers.at(weights, rows);
    double sum = 0;
    for (double weight : some) {
      sum += weight;
    }
    return rows.length == 0 ? EVEN : new RowWeights(some, sum);
  }
}

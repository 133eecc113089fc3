package dev.mlbox.core.model;

import dev.mlbox.core.table.Column;
import java.util.List;

/**
 * What a model answered, row by row.
 *
 * @param values the predicted class (text or whole) or number (real) of each row
 * @param classes names of the probability columns in order; empty when the model does not name them
 * @param probabilities row-major, rows × width; empty when the model gives none
 * @param width probabilities a row; 0 when the model gives none
 */
public record Predictions(Column values, List<String> classes, double[] probabilities, int width) {

  public Predictions {
    classes = List.copyOf(classes);
    if (probabilities.length != values.rows() * width) {
      throw new IllegalArgumentException(
          "%d probabilities for %d rows of %d"
              .formatted(probabilities.length, values.rows(), width));
    }
    if (!classes.isEmpty() && classes.size() != width) {
      throw new IllegalArgumentException(
          "%d class names for %d probabilities a row".formatted(classes.size(), width));
    }
  }

  public static Predictions of(Column values) {
    return new Predictions(values, List.of(), new double[0], 0);
  }

  public int rows() {
    return values.rows();
  }

  public double probability(int row, int column) {
    return probabilities[row * width + column];
  }
}

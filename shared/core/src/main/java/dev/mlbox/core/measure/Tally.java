package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Influence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many rows there are of each true and predicted class: all that metrics of predicted classes
 * depend on, in as few rows as there are kinds of them.
 *
 * @param kinds one row for each kind that occurs, weighted by how many there are
 * @param counts how many rows are of each kind
 */
record Tally(Answers kinds, double[] counts) {
  /** A table of more classes squared would take more memory than it saves time. */
  private static final int MOST_CLASSES = 100;

  /** A table is of use only where it is much shorter than the rows. */
  private static final int SHORTER = 4;

  /** Of rows that count alike, whatever they say of themselves; null where it would not pay. */
  static @Nullable Tally of(Answers answers) {
    Truth truth = answers.truth();
    int classes = truth.classes().size();
    boolean ofClasses = answers.task() == Task.BINARY || answers.task() == Task.MULTICLASS;
    if (!ofClasses || classes > MOST_CLASSES || SHORTER * classes * classes > answers.rows()) {
      return null;
    }
    int[] cells = new int[classes * classes];
    for (int row = 0; row < answers.rows(); row++) {
      int actual = truth.code(row);
      int said = answers.code(row);
      if (actual < 0 || said < 0) {
        return null;
      }
      cells[actual * classes + said]++;
    }
    int kinds = (int) Arrays.stream(cells).filter(count -> count > 0).count();
    int[] actual = new int[kinds];
    int[] said = new int[kinds];
    double[] counts = new double[kinds];
    int next = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] > 0) {
        actual[next] = cell / classes;
        said[next] = cell % classes;
        counts[next++] = cells[cell];
      }
    }
    return new Tally(Answers.ofKinds(truth.ofKinds(actual, counts), said), counts);
  }

  double rows() {
    return Arrays.stream(counts).sum();
  }

  /**
   * What {@link Influence} makes of a metric's influence values of all rows. Those of the kinds are
   * in proportion to their number and their weights; a row has what its kind has, once.
   */
  Influence influence(double[] ofKinds) {
    double[] ofRows = new double[counts.length];
    double rows = rows();
    for (int kind = 0; kind < ofRows.length; kind++) {
      ofRows[kind] = ofKinds[kind] * rows / (counts.length * counts[kind]);
    }
    return Influence.of(ofRows, counts);
  }
}

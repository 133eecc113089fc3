package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Influence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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

  private static final long MOST_CELLS = 1 << 20;

  /** Of rows that count alike, whatever they say of themselves; empty where it would not pay. */
  static final Summary<Optional<Tally>> EACH = Tally::of;

  /** Whether tables of all parts at once are small. */
  static boolean fits(Truth truth, int parts) {
    int classes = Math.min(MOST_CLASSES, truth.classes().size());
    return (long) parts * classes * classes <= MOST_CELLS;
  }

  private static List<Optional<Tally>> of(Answers answers, Parts parts) {
    Truth truth = answers.truth();
    int classes = truth.classes().size();
    boolean ofClasses = answers.task() == Task.BINARY || answers.task() == Task.MULTICLASS;
    if (!ofClasses || classes > MOST_CLASSES) {
      return Collections.nCopies(parts.count(), Optional.empty());
    }
    int[][] cells = new int[parts.count()][classes * classes + 1];
    int odd = classes * classes;
    for (int row = 0; row < parts.rows(); row++) {
      int actual = truth.code(row);
      int said = answers.code(row);
      int cell = actual < 0 || said < 0 ? odd : actual * classes + said;
      cells[0][cell]++;
      for (short[] cut : parts.cuts()) {
        if (cut[row] >= 0) {
          cells[cut[row]][cell]++;
        }
      }
    }
    List<Optional<Tally>> all = new ArrayList<>();
    for (int[] part : cells) {
      long rows = Arrays.stream(part).asLongStream().sum();
      all.add(
          part[odd] > 0 || (long) SHORTER * odd > rows
              ? Optional.empty()
              : Optional.of(of(truth, Arrays.copyOf(part, odd))));
    }
    return all;
  }

  /**
   * Of rows that are elsewhere.
   *
   * @param cells rows of each true class and the one that was said, row-major
   */
  static Optional<Tally> counted(Truth truth, int[] cells) {
    return Optional.of(of(truth, cells));
  }

  private static Tally of(Truth truth, int[] cells) {
    int classes = truth.classes().size();
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

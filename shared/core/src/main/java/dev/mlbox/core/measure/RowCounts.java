package dev.mlbox.core.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many rows there are, and how many of each class count; a row of weight 0 does not. */
final class RowCounts {
  private final int rows;
  private final int[] codes;
  private final int classes;
  private final RowWeights weights;

  /** Found when first asked for, as many metrics rest on it. */
  private volatile int @Nullable [] counting;

  /**
   * Of rows that are here.
   *
   * @param rows how many
   * @param codes the class of each; none where they have none
   * @param classes how many there are
   */
  RowCounts(int rows, int[] codes, int classes, RowWeights weights) {
    this.rows = rows;
    this.codes = codes;
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * Of rows that are elsewhere.
   *
   * @param ofClasses how many of each class
   */
  static RowCounts elsewhere(int rows, int[] ofClasses) {
    RowCounts counts = new RowCounts(rows, new int[0], ofClasses.length, RowWeights.EVEN);
    counts.counting = ofClasses;
    return counts;
  }

  int rows() {
    return rows;
  }

  /** Of a class, those that count at all. */
  int ofClass(int code) {
    return code < 0 ? 0 : counting()[code];
  }

  private int[] counting() {
    int[] known = counting;
    if (known == null) {
      known = new int[classes];
      boolean even = weights.areEven();
      for (int row = 0; row < codes.length; row++) {
        if (codes[row] >= 0 && (even || weights.of(row) > 0)) {
          known[codes[row]]++;
        }
      }
      counting = known;
    }
    return known;
  }

  /** Those that count at all. */
  int thatCount() {
    if (weights.areEven()) {
      return rows;
    }
    int found = 0;
    for (int row = 0; row < rows; row++) {
      found += weights.of(row) > 0 ? 1 : 0;
    }
    return found;
  }

  /** Of the class that has fewest of those that occur, whatever its rows weigh. */
  int ofRarest() {
    if (weights.areEven()) {
      return Arrays.stream(counting()).filter(each -> each > 0).min().orElse(1);
    }
    int[] found = new int[classes];
    for (int code : codes) {
      found[code]++;
    }
    return Arrays.stream(found).filter(each -> each > 0).min().orElse(1);
  }

  /** That all rows that count are of one class, in words; empty if they are not. */
  Optional<String> oneClass(List<String> names) {
    int counting = thatCount();
    for (int code = 0; code < names.size(); code++) {
      if (ofClass(code) == counting) {
        return Optional.of("all rows are of one class, " + names.get(code));
      }
    }
    return Optional.empty();
  }
}

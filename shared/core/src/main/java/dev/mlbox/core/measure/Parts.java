package dev.mlbox.core.measure;

import java.util.Arrays;
import java.util.List;

/**
 * All rows and slices of them, numbered, so that one pass over the rows serves all: part 0 are all
 * rows, then come the slices. Slices of one column share no row, so that a row has one number for
 * each column: two bytes a row.
 */
final class Parts {
  private static final int MOST = Short.MAX_VALUE;

  private final int rows;
  private final int count;
  private final short[][] cuts;

  /** A cut whose parts make up all rows, as first and last number; none where they are equal. */
  private int firstOfAll;

  private int lastOfAll;

  private Parts(int rows, int count, short[][] cuts) {
    this.rows = rows;
    this.count = count;
    this.cuts = cuts;
  }

  /** All rows alone. */
  static Parts whole(int rows) {
    return new Parts(rows, 1, new short[0][]);
  }

  /** Whether there are few enough slices to be numbered, and to count the classes of each. */
  static boolean fit(List<Slicing> slicings, Truth truth) {
    int slices = slicings.stream().mapToInt(slicing -> slicing.slices().size()).sum();
    return slices < MOST && Tally.fits(truth, 1 + slices);
  }

  /** All rows, then all slices in their order. */
  static Parts of(int rows, List<Slicing> slicings) {
    int slices = slicings.stream().mapToInt(slicing -> slicing.slices().size()).sum();
    Parts parts = new Parts(rows, 1 + slices, new short[slicings.size()][rows]);
    int next = 1;
    for (int i = 0; i < slicings.size(); i++) {
      short[] cut = parts.cuts[i];
      Arrays.fill(cut, (short) -1);
      int first = next;
      int held = 0;
      for (Slice slice : slicings.get(i).slices()) {
        for (int row : slice.rows()) {
          cut[row] = (short) next;
        }
        held += slice.rows().length;
        next++;
      }
      if (held == rows) {
        parts.firstOfAll = first;
        parts.lastOfAll = next;
      }
    }
    return parts;
  }

  int rows() {
    return rows;
  }

  int count() {
    return count;
  }

  /** For each way to cut the rows the number of each row's part; −1 where it is in none. */
  short[][] cuts() {
    return cuts;
  }

  /** Whether all rows are the sum of some parts, {@link #firstOfAll} up to {@link #lastOfAll}. */
  boolean makeUpAll() {
    return lastOfAll > firstOfAll;
  }

  int firstOfAll() {
    return firstOfAll;
  }

  /** Exclusive. */
  int lastOfAll() {
    return lastOfAll;
  }
}

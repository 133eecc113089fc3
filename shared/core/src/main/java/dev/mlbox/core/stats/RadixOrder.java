package dev.mlbox.core.stats;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The ascending order of an array of doubles, found in linear time by a radix sort of their bits.
 * Stable: rows with equal values stay in their order. −0.0 equals 0.0. Holds four bytes and a bit a
 * row, 28 bytes while sorting.
 */
public final class RadixOrder {
  private final int[] rows;

  /** The ranks whose value is larger than the one before. */
  private final BitSet firsts;

  private RadixOrder(int[] rows, BitSet firsts) {
    this.rows = rows;
    this.firsts = firsts;
  }

  /**
   * Orders {@code values}, which stay as they are.
   *
   * @param values any numbers, infinite ones included
   * @throws IllegalArgumentException if a value is NaN
   */
  public static RadixOrder ascending(double[] values) {
    long[] keys = new long[values.length];
    int[] rows = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      if (Double.isNaN(values[row])) {
        throw new IllegalArgumentException("value " + row + " is not a number");
      }
      keys[row] = sortable(values[row]);
      rows[row] = row;
    }
    RadixSort.sort(keys, rows);
    return new RadixOrder(rows, firsts(keys));
  }

  static void requireNumbers(double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (Double.isNaN(values[row])) {
        throw new IllegalArgumentException("value " + row + " is not a number");
      }
    }
  }

  /** The bits of a double as a long that, read as unsigned, has the double's order. */
  static long sortable(double value) {
    long bits = Double.doubleToRawLongBits(value + 0.0); // −0.0 + 0.0 is 0.0
    return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
  }

  private static BitSet firsts(long[] sorted) {
    long[] words = new long[(sorted.length + Long.SIZE - 1) / Long.SIZE];
    for (int rank = 1; rank < sorted.length; rank++) {
      long other = sorted[rank] == sorted[rank - 1] ? 0 : 1;
      words[rank / Long.SIZE] |= other << rank;
    }
    return BitSet.valueOf(words);
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** The row that has the {@code rank}-th smallest value, both counted from 0. */
  public int row(int rank) {
    return rows[rank];
  }

  /** The first rank after {@code rank} whose value is another one, or {@link #size}. */
  public int endOfTies(int rank) {
    int end = firsts.nextSetBit(rank + 1);
    return end < 0 ? rows.length : end;
  }

  /** All rows, that of the smallest value first. */
  public int[] toArray() {
    return Arrays.copyOf(rows, rows.length);
  }
}

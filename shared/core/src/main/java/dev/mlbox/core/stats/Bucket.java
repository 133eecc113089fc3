package dev.mlbox.core.stats;

/**
 * Sorts and counts rows whose scores are close, within the processor's cache; one thread's own.
 *
 * <p>Sorted by leading digits until nearly all parts are small, then by insertion (Knuth, The Art
 * of Computer Programming 3, sec. 5.2.5). A row of the positive class is written as its complement.
 */
final class Bucket {
  private static final int FEW = 24;
  private static final int MOST_BITS = 12;

  private final long[] keys;
  private final int[] rows;
  private final int[] twice;
  private long[] awayKeys = new long[0];
  private int[] awayRows = new int[0];
  private int offset;

  /**
   * @param keys of all rows, one bucket after the other
   * @param rows they belong to
   * @param twice to be filled with twice the count of each row; empty if only the sum is wanted
   */
  Bucket(long[] keys, int[] rows, int[] twice) {
    this.keys = keys;
    this.rows = rows;
    this.twice = twice;
  }

  /**
   * Counts, for each row of a bucket, the rows of the other class below it, ties as half.
   *
   * @param from where the bucket begins, which is how many rows are below it
   * @param to where it ends
   * @param positivesBelow how many of the rows below are positive
   * @return twice the counts of its positives, added up
   */
  long count(int from, int to, int positivesBelow) {
    sort(from, to);
    long sum = 0;
    int positives = positivesBelow;
    int end;
    for (int rank = from; rank < to; rank = end) {
      long key = keys[rank];
      int tied = rows[rank] >>> (Integer.SIZE - 1);
      for (end = rank + 1; end < to && keys[end] == key; end++) {
        tied += rows[end] >>> (Integer.SIZE - 1);
      }
      int ofPositive = 2 * (rank - positives) + end - rank - tied;
      if (twice.length > 0) {
        write(rank, end, ofPositive, 2 * positives + tied);
      }
      sum += (long) tied * ofPositive;
      positives += tied;
    }
    return sum;
  }

  private void write(int rank, int end, int ofPositive, int ofNegative) {
    for (int i = rank; i < end; i++) {
      int row = rows[i];
      twice[row ^ (row >> (Integer.SIZE - 1))] = row < 0 ? ofPositive : ofNegative;
    }
  }

  private void sort(int from, int to) {
    if (to - from > FEW) {
      if (awayKeys.length < to - from) {
        awayKeys = new long[to - from];
        awayRows = new int[to - from];
      }
      offset = from;
      spread(from, to);
    }
    insert(from, to);
  }

  /** Puts the rows of a part in order, but for those whose next digit is equal and that are few. */
  private void spread(int from, int to) {
    int top = Long.SIZE - Long.numberOfLeadingZeros(differing(from, to));
    if (top == 0) {
      return;
    }
    int bits = Math.min(MOST_BITS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(to - from));
    int shift = Math.max(0, top - bits);
    int[] ends = new int[1 << bits];
    int mask = ends.length - 1;
    for (int i = from; i < to; i++) {
      ends[(int) (keys[i] >>> shift) & mask]++;
    }
    int next = from - offset;
    for (int digit = 0; digit < ends.length; digit++) {
      int count = ends[digit];
      ends[digit] = next;
      next += count;
    }
    for (int i = from; i < to; i++) {
      int place = ends[(int) (keys[i] >>> shift) & mask]++;
      awayKeys[place] = keys[i];
      awayRows[place] = rows[i];
    }
    System.arraycopy(awayKeys, from - offset, keys, from, to - from);
    System.arraycopy(awayRows, from - offset, rows, from, to - from);
    if (shift > 0) {
      spreadLarge(from, ends);
    }
  }

  private void spreadLarge(int from, int[] ends) {
    int start = from;
    for (int end : ends) {
      if (end + offset - start > FEW) {
        spread(start, end + offset);
      }
      start = end + offset;
    }
  }

  private long differing(int from, int to) {
    long first = keys[from];
    long differing = 0;
    for (int i = from; i < to; i++) {
      differing |= keys[i] ^ first;
    }
    return differing;
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      if (Long.compareUnsigned(keys[i - 1], key) > 0) {
        int row = rows[i];
        int place = i;
        for (; place > from && Long.compareUnsigned(keys[place - 1], key) > 0; place--) {
          keys[place] = keys[place - 1];
          rows[place] = rows[place - 1];
        }
        keys[place] = key;
        rows[place] = row;
      }
    }
  }
}

package dev.mlbox.core.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How often each score occurs, in ascending order: all that a rank depends on. Those of parts of
 * the rows can be merged in any order. Twelve bytes for each score that occurs.
 */
public final class CountedScores implements Serializable {
  private static final long serialVersionUID = 1;

  /** So many scores are put in order at a time. */
  private static final int FRESH = 1 << 16;

  private long[] keys = new long[0];

  /** Rows with the score of the same place, or a lower one. */
  private int[] ends = new int[0];

  private long[] fresh = new long[16];
  private int waiting;

  /**
   * Adds a row's score.
   *
   * @param score a number; −0.0 equals 0.0
   */
  public void add(double score) {
    if (waiting == fresh.length) {
      if (waiting < Math.max(FRESH, keys.length / 2)) {
        fresh = Arrays.copyOf(fresh, 2 * waiting);
      } else {
        settle();
      }
    }
    fresh[waiting++] = key(score);
  }

  /** The score as a whole number with its order. */
  public static long key(double score) {
    return RadixOrder.sortable(score) ^ Long.MIN_VALUE;
  }

  /** Puts what was added in order; nothing is to be added any more. */
  public CountedScores settled() {
    settle();
    fresh = new long[0];
    return this;
  }

  private void settle() {
    Arrays.sort(fresh, 0, waiting);
    int[] ones = new int[waiting];
    Arrays.setAll(ones, i -> i + 1);
    merge(fresh, ones, waiting);
    waiting = 0;
  }

  /** Adds those of other rows, which are settled as these are. */
  public void add(CountedScores other) {
    merge(other.keys, other.ends, other.keys.length);
  }

  /** Adds ascending keys, equal ones side by side, with their counts up to each. */
  private void merge(long[] more, int[] moreEnds, int size) {
    long[] all = new long[keys.length + size];
    int[] allEnds = new int[all.length];
    int filled = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < keys.length || theirs < size) {
      boolean ofMine = theirs == size || (mine < keys.length && keys[mine] <= more[theirs]);
      long key = ofMine ? keys[mine] : more[theirs];
      while (mine < keys.length && keys[mine] == key) {
        mine++;
      }
      while (theirs < size && more[theirs] == key) {
        theirs++;
      }
      all[filled] = key;
      allEnds[filled++] = Math.addExact(end(ends, mine), end(moreEnds, theirs));
    }
    keys = Arrays.copyOf(all, filled);
    ends = Arrays.copyOf(allEnds, filled);
  }

  private static int end(int[] ends, int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  /** How many rows there are. */
  public int rows() {
    return end(ends, ends.length);
  }

  /** How many different scores there are. */
  public int size() {
    return keys.length;
  }

  /** The score of a place, as {@link #key}. */
  public long keyAt(int place) {
    return keys[place];
  }

  /** The score of a place. */
  public double scoreAt(int place) {
    long sortable = keys[place] ^ Long.MIN_VALUE;
    return Double.longBitsToDouble(sortable < 0 ? sortable ^ Long.MIN_VALUE : ~sortable);
  }

  /** How many rows have the score of a place. */
  public int times(int place) {
    return ends[place] - end(ends, place);
  }

  /** Twice the rows with a lower score, and those with this one. */
  public long twiceBelow(long key) {
    int place = Arrays.binarySearch(keys, key);
    return place < 0 ? 2L * end(ends, -1 - place) : (long) end(ends, place) + ends[place];
  }
}

package dev.mlbox.core.measure;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How often each number was met, and where first. It is as large as there are different ones: of
 * twenty classes a thousand slices have eight million kinds of rows, of which few occur.
 */
final class Occurrences implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long NONE = -1;
  private static final int LEAST = 16;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = none(LEAST);
  private int[] counts = new int[LEAST];
  private long[] firsts = new long[LEAST];
  private int size;

  private static long[] none(int slots) {
    long[] keys = new long[slots];
    Arrays.fill(keys, NONE);
    return keys;
  }

  /**
   * So many more.
   *
   * @param key not negative
   * @param first where the first of them is
   */
  void add(long key, int count, long first) {
    int slot = slot(key);
    if (keys[slot] == NONE) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      size++;
      keys[slot] = key;
      firsts[slot] = first;
    }
    counts[slot] += count;
    firsts[slot] = Math.min(firsts[slot], first);
  }

  void add(Occurrences other) {
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.keys[slot] != NONE) {
        add(other.keys[slot], other.counts[slot], other.firsts[slot]);
      }
    }
  }

  int count(long key) {
    int slot = slot(key);
    return keys[slot] == NONE ? 0 : counts[slot];
  }

  /** Of what was met. */
  long first(long key) {
    return firsts[slot(key)];
  }

  /** Where a number stands or would. */
  private int slot(long key) {
    int last = keys.length - 1;
    int slot = ((int) ((key * SPREAD) >>> 32)) & last;
    while (keys[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  private void grow() {
    long[] before = keys;
    int[] countsBefore = counts;
    long[] firstsBefore = firsts;
    keys = none(2 * before.length);
    counts = new int[keys.length];
    firsts = new long[keys.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != NONE) {
        int slot = slot(before[i]);
        keys[slot] = before[i];
        counts[slot] = countsBefore[i];
        firsts[slot] = firstsBefore[i];
      }
    }
  }
}

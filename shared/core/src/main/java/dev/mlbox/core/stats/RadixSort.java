package dev.mlbox.core.stats;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Sorts keys, each with the number of its row, by their most significant digits until a part fits
 * the processor's cache, and small parts by insertion (Knuth, The Art of Computer Programming 3,
 * sec. 5.2.5). Digits start at the first bit in which the keys of a part differ, so that keys with
 * much in common, such as probabilities, cost no more than others. Stable; the same result however
 * many processors take part. Holds 24 bytes a key while sorting.
 */
final class RadixSort {
  private static final int MOST_BITS = 11;
  private static final int FEW = 40;
  private static final int MANY = 1 << 17;

  /**
   * Odd, so that it visits all buckets, and large, so that full neighbours go to all processors.
   */
  private static final int STRIDE = 797;

  private final Side home;
  private final Side away;

  private RadixSort(Side home, Side away) {
    this.home = home;
    this.away = away;
  }

  /** Keys and their rows are moved from one side to the other. */
  private record Side(long[] keys, int[] rows) {}

  /** Sorts in place by the keys' unsigned values. */
  static void sort(long[] keys, int[] rows) {
    Side away = new Side(new long[keys.length], new int[keys.length]);
    new RadixSort(new Side(keys, rows), away).sort(0, keys.length, true);
  }

  /** Sorts a part, which is at home or away, so that it comes to lie at home. */
  private void sort(int from, int to, boolean atHome) {
    Side source = atHome ? home : away;
    if (to - from <= FEW) {
      insert(source, from, to);
      return;
    }
    int differing = Long.SIZE - Long.numberOfLeadingZeros(differing(source.keys(), from, to));
    if (differing == 0) {
      bring(source, from, to);
      return;
    }
    int bits = Math.min(MOST_BITS, Integer.SIZE - 2 - Integer.numberOfLeadingZeros(to - from));
    Digit digit = new Digit(Math.max(0, differing - bits), bits);
    int workers = to - from < MANY ? 1 : ForkJoinPool.getCommonPoolParallelism() + 1;
    int[] starts = scatter(source, atHome ? away : home, from, to, digit, workers);
    each(
        digit.buckets(),
        workers,
        i -> {
          int bucket = (i * STRIDE) & (digit.buckets() - 1);
          sort(starts[bucket], starts[bucket + 1], !atHome);
        });
  }

  /** Some bits of a key. */
  private record Digit(int shift, int bits) {
    int buckets() {
      return 1 << bits;
    }
  }

  private static void each(int count, int workers, IntConsumer work) {
    if (workers > 1) {
      IntStream.range(0, count).parallel().forEach(work);
    } else {
      for (int i = 0; i < count; i++) {
        work.accept(i);
      }
    }
  }

  /** The bits in which any two keys differ. */
  private static long differing(long[] keys, int from, int to) {
    long first = keys[from];
    long differing = 0;
    for (int i = from; i < to; i++) {
      differing |= keys[i] ^ first;
    }
    return differing;
  }

  /**
   * Moves a part to the other side, by one digit; returns where each bucket starts, and the end.
   */
  private static int[] scatter(
      Side source, Side target, int from, int to, Digit digit, int workers) {
    int[][] places = new int[workers][digit.buckets()];
    each(
        workers,
        workers,
        worker ->
            count(
                source.keys(),
                cut(from, to, worker, workers),
                cut(from, to, worker + 1, workers),
                digit,
                places[worker]));
    int[] starts = new int[digit.buckets() + 1];
    int next = from;
    for (int bucket = 0; bucket < digit.buckets(); bucket++) {
      starts[bucket] = next;
      for (int[] place : places) {
        int count = place[bucket];
        place[bucket] = next;
        next += count;
      }
    }
    starts[digit.buckets()] = to;
    each(
        workers,
        workers,
        worker ->
            move(
                source,
                target,
                cut(from, to, worker, workers),
                cut(from, to, worker + 1, workers),
                digit,
                places[worker]));
    return starts;
  }

  private static int cut(int from, int to, int worker, int workers) {
    return from + (int) ((long) (to - from) * worker / workers);
  }

  private static void count(long[] keys, int from, int to, Digit digit, int[] counts) {
    int shift = digit.shift(); // local, as is the mask, so that the loop holds them in registers
    int mask = digit.buckets() - 1;
    for (int i = from; i < to; i++) {
      counts[(int) (keys[i] >>> shift) & mask]++;
    }
  }

  private static void move(Side source, Side target, int from, int to, Digit digit, int[] places) {
    int shift = digit.shift();
    int mask = digit.buckets() - 1;
    long[] keys = source.keys();
    int[] rows = source.rows();
    long[] targetKeys = target.keys();
    int[] targetRows = target.rows();
    for (int i = from; i < to; i++) {
      long key = keys[i];
      int place = places[(int) (key >>> shift) & mask]++;
      targetKeys[place] = key;
      targetRows[place] = rows[i];
    }
  }

  private void insert(Side source, int from, int to) {
    long[] keys = home.keys();
    int[] rows = home.rows();
    for (int i = from; i < to; i++) {
      long key = source.keys()[i];
      int row = source.rows()[i];
      int place = i;
      for (; place > from && Long.compareUnsigned(keys[place - 1], key) > 0; place--) {
        keys[place] = keys[place - 1];
        rows[place] = rows[place - 1];
      }
      keys[place] = key;
      rows[place] = row;
    }
  }

  private void bring(Side source, int from, int to) {
    if (source.keys() != home.keys()) {
      System.arraycopy(source.keys(), from, home.keys(), from, to - from);
      System.arraycopy(source.rows(), from, home.rows(), from, to - from);
    }
  }
}

package dev.mlbox.core.stats;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How many rows of the other class each row's score is above, ties counting half: what areas under
 * ROC curves and DeLong's components consist of (placement values; Hanley and Hajian-Tilaki, 1997,
 * Academic Radiology 4:49).
 *
 * <p>Rows are spread over buckets by the leading bits of their scores, in one pass over the memory;
 * each bucket is then sorted and counted within the processor's cache, many at a time. Counts are
 * whole numbers, so that they are the same however many processors take part. Holds four bytes a
 * row, and sixteen while counting.
 */
final class Placements {
  /** Twice a count has to be an int. */
  static final int MOST_ROWS = 1 << 30;

  private static final int FEW = 1 << 14;
  private static final int FEW_BITS = 8;
  private static final int MANY_BITS = 11;

  private final boolean[] positive;
  private final double[] scores;
  private final Digit digit;
  private final int workers;
  private final int[] starts;
  private final int[] positivesBefore;
  private final long[] keys;
  private final int[] rows;

  private Placements(boolean[] positive, double[] scores) {
    this.positive = positive;
    this.scores = scores;
    this.workers = scores.length < FEW ? 1 : ForkJoinPool.getCommonPoolParallelism() + 1;
    this.digit = Digit.of(differing(), scores.length < FEW ? FEW_BITS : MANY_BITS);
    this.starts = new int[digit.buckets() + 1];
    this.positivesBefore = new int[digit.buckets()];
    this.keys = new long[scores.length];
    this.rows = new int[scores.length];
  }

  /** Some bits of a key. */
  private record Digit(int shift, int mask) {
    static Digit of(long differing, int bits) {
      int top = Long.SIZE - Long.numberOfLeadingZeros(differing);
      return new Digit(Math.max(0, top - bits), (1 << bits) - 1);
    }

    int buckets() {
      return mask + 1;
    }
  }

  /**
   * What was counted.
   *
   * @param twice twice the count of each row; empty for the sum alone
   * @param sum twice the counts of all positives, added up
   * @param positives how many there are
   */
  record Counted(int[] twice, long sum, int positives) {}

  /** Counts for each row. */
  static Counted of(boolean[] positive, double[] scores) {
    Placements placements = new Placements(positive, scores);
    return placements.counted(new int[scores.length]);
  }

  /** Counts for each row, where the order of the scores is known already. */
  static Counted of(boolean[] positive, RadixOrder order) {
    int[] twice = new int[positive.length];
    long sum = 0;
    int positives = 0;
    int end;
    for (int rank = 0; rank < positive.length; rank = end) {
      end = order.endOfTies(rank);
      int tied = 0;
      for (int i = rank; i < end; i++) {
        tied += positive[order.row(i)] ? 1 : 0;
      }
      int ofPositive = 2 * (rank - positives) + end - rank - tied;
      int ofNegative = 2 * positives + tied;
      for (int i = rank; i < end; i++) {
        int row = order.row(i);
        twice[row] = positive[row] ? ofPositive : ofNegative;
      }
      sum += (long) tied * ofPositive;
      positives += tied;
    }
    return new Counted(twice, sum, positives);
  }

  /** The sum over the positives alone. */
  static Counted sum(boolean[] positive, double[] scores) {
    return new Placements(positive, scores).counted(new int[0]);
  }

  private Counted counted(int[] twice) {
    int positives = spread();
    LongAdder sum = new LongAdder();
    AtomicInteger next = new AtomicInteger();
    each(
        worker -> {
          Bucket bucket = new Bucket(keys, rows, twice);
          int i = next.getAndIncrement();
          for (; i < digit.buckets(); i = next.getAndIncrement()) {
            sum.add(bucket.count(starts[i], starts[i + 1], positivesBefore[i]));
          }
        });
    return new Counted(twice, sum.sum(), positives);
  }

  private void each(IntConsumer work) {
    if (workers > 1) {
      IntStream.range(0, workers).parallel().forEach(work);
    } else {
      work.accept(0);
    }
  }

  private int cut(int worker) {
    return (int) ((long) scores.length * worker / workers);
  }

  /** The bits in which any two keys differ; on the way, all scores are seen to be numbers. */
  private long differing() {
    long[] found = new long[workers];
    boolean[] areNumbers = new boolean[workers];
    each(
        worker -> {
          int from = cut(worker);
          int to = cut(worker + 1);
          areNumbers[worker] = areNumbers(from, to);
          found[worker] = differing(from, to);
        });
    for (boolean some : areNumbers) {
      if (!some) {
        RadixOrder.requireNumbers(scores);
      }
    }
    long differing = 0;
    for (long some : found) {
      differing |= some;
    }
    return differing;
  }

  private long differing(int from, int to) {
    long first = RadixOrder.sortable(scores[0]);
    long differing = 0;
    for (int row = from; row < to; row++) {
      differing |= RadixOrder.sortable(scores[row]) ^ first;
    }
    return differing;
  }

  private boolean areNumbers(int from, int to) {
    for (int row = from; row < to; row++) {
      if (Double.isNaN(scores[row])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts keys and rows where their bucket is, in the order of rows; a positive row as ~row.
   *
   * @return how many are positive
   */
  private int spread() {
    int[][] counts = new int[workers][2 * digit.buckets()];
    each(worker -> count(cut(worker), cut(worker + 1), counts[worker]));
    int[][] places = new int[workers][digit.buckets()];
    int next = 0;
    int positives = 0;
    for (int bucket = 0; bucket < digit.buckets(); bucket++) {
      starts[bucket] = next;
      positivesBefore[bucket] = positives;
      for (int worker = 0; worker < workers; worker++) {
        places[worker][bucket] = next;
        positives += counts[worker][2 * bucket + 1];
        next += counts[worker][2 * bucket] + counts[worker][2 * bucket + 1];
      }
    }
    starts[digit.buckets()] = next;
    each(worker -> move(cut(worker), cut(worker + 1), places[worker]));
    return positives;
  }

  /** Rows of either class in each bucket. */
  private void count(int from, int to, int[] counts) {
    int shift = digit.shift(); // local, as is the mask, so that the loop holds them in registers
    int mask = digit.mask();
    for (int row = from; row < to; row++) {
      int bucket = (int) (RadixOrder.sortable(scores[row]) >>> shift) & mask;
      counts[2 * bucket + (positive[row] ? 1 : 0)]++;
    }
  }

  private void move(int from, int to, int[] places) {
    int shift = digit.shift();
    int mask = digit.mask();
    for (int row = from; row < to; row++) {
      long key = RadixOrder.sortable(scores[row]);
      int place = places[(int) (key >>> shift) & mask]++;
      keys[place] = key;
      rows[place] = positive[row] ? ~row : row;
    }
  }
}

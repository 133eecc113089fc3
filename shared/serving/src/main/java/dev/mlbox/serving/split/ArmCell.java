package dev.mlbox.serving.split;

import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.LatencyBuckets;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counters of one arm of a draw. */
final class ArmCell {
  private final LongAdder requests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final AtomicLongArray latency = new AtomicLongArray(LatencyBuckets.COUNT);

  /** The request before its properties, and read the other way round: never more bad than all. */
  void count(Counts.Fate fate, int bucket) {
    requests.increment();
    if (fate != Counts.Fate.WELL) {
      errors.increment();
    }
    if (fate == Counts.Fate.LATE) {
      late.increment();
    }
    if (bucket != Counts.NO_TIME) {
      latency.incrementAndGet(bucket);
    }
  }

  /**
   * How many were bad, one that failed slowly being counted twice.
   *
   * @param bucket above which one is slow
   */
  long bad(int bucket) {
    long sum = errors.sum();
    for (int i = bucket + 1; i < LatencyBuckets.COUNT; i++) {
      sum += latency.get(i);
    }
    return sum;
  }

  ArmCounts read() {
    long[] buckets = new long[LatencyBuckets.COUNT];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = latency.get(i);
    }
    long overdue = late.sum();
    long failed = errors.sum();
    return new ArmCounts(requests.sum(), failed, buckets, overdue);
  }
}

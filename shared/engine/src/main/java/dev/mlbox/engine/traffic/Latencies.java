package dev.mlbox.engine.traffic;

/**
 * Counts latencies in buckets that are at most 1/64 of their value wide, so that hours of requests
 * fit into 30 kB. Microseconds in, milliseconds out. Not for several threads at once.
 */
final class Latencies {
  private static final int HALF = 64;
  private static final int HALF_BITS = 6;

  private final long[] counts = new long[HALF * (Long.SIZE - HALF_BITS + 1)];
  private long total;
  private long largest;

  void add(long micros) {
    long value = Math.max(0, micros);
    counts[bucket(value)]++;
    total++;
    largest = Math.max(largest, value);
  }

  long total() {
    return total;
  }

  /** The latency that a share of all do not exceed; the middle of its bucket. */
  double quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return Math.min(middle(bucket), largest) / 1e3;
      }
    }
    return max();
  }

  double max() {
    return largest / 1e3;
  }

  /** Whole numbers to 127 each have their own; from there each doubling has 64. */
  private static int bucket(long value) {
    int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value | 1) - HALF_BITS);
    return HALF * shift + (int) (value >> shift);
  }

  private static long middle(int bucket) {
    int shift = Math.max(0, bucket / HALF - 1);
    long lowest = (long) (bucket - HALF * shift) << shift;
    return lowest + (1L << shift >> 1);
  }
}

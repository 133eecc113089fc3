package dev.mlbox.core.judge;

/**
 * Log-spaced buckets of handler time, 5 % apart, the same in every box, so that counts of several
 * boxes can be added and a threshold on a bucket's edge counts exactly. Bucket 0 holds everything
 * up to 10 µs, the last one everything above 100 s and answers that never came.
 */
public final class LatencyBuckets {
  private static final double FIRST_MICROS = 10;
  private static final double RATIO = 1.05;
  private static final double LOG_RATIO = Math.log(RATIO);

  /** 10 µs · 1.05³³¹ is just above 100 s. */
  public static final int COUNT = 333;

  /** The bucket of an answer that was not waited for. */
  public static final int NEVER = COUNT - 1;

  private LatencyBuckets() {}

  /** The bucket of a time in nanoseconds. */
  public static int of(long nanos) {
    double micros = nanos / 1000.0;
    if (micros <= FIRST_MICROS) {
      return 0;
    }
    int bucket = (int) Math.ceil(Math.log(micros / FIRST_MICROS) / LOG_RATIO - 1e-9);
    return Math.min(Math.max(bucket, 1), NEVER);
  }

  /** The bucket of a time in milliseconds, be it infinite. */
  public static int ofMillis(double millis) {
    return of((long) (millis * 1e6));
  }

  /** The upper edge of a bucket in milliseconds; infinite for the last. */
  public static double upperMillis(int bucket) {
    return bucket == NEVER
        ? Double.POSITIVE_INFINITY
        : FIRST_MICROS * Math.pow(RATIO, bucket) / 1000;
  }

  /**
   * The bucket that holds a quantile.
   *
   * @param counts of each bucket, {@link #COUNT} long
   * @param quantile 0 to 1
   * @return the smallest bucket with at least that share at or below it; -1 when all are empty
   */
  public static int quantile(long[] counts, double quantile) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    if (total == 0) {
      return -1;
    }
    long wanted = Math.max(1, (long) Math.ceil(total * quantile));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return bucket;
      }
    }
    return NEVER;
  }

  /** How many fell above a bucket. */
  public static long above(long[] counts, int bucket) {
    long sum = 0;
    for (int i = bucket + 1; i < counts.length; i++) {
      sum += counts[i];
    }
    return sum;
  }
}

package dev.mlbox.core.judge;

/**
 * What happened to the requests that were given to one arm, whoever answered them in the end.
 *
 * @param requests given to the arm
 * @param errors answered with 5xx, refused, broken off or not answered in time
 * @param latency requests by handler time, {@link LatencyBuckets#COUNT} long; an error that gave no
 *     time counts as {@link LatencyBuckets#NEVER} when it was too slow, else not at all
 * @param late of the errors, those that are errors for being late alone
 */
public record ArmCounts(long requests, long errors, long[] latency, long late) {

  public ArmCounts {
    if (requests < 0 || errors < 0 || late < 0 || latency.length != LatencyBuckets.COUNT) {
      throw new IllegalArgumentException(
          "%d requests, %d errors, %d buckets".formatted(requests, errors, latency.length));
    }
  }

  /** Of requests none of whose errors was one of lateness. */
  public ArmCounts(long requests, long errors, long[] latency) {
    this(requests, errors, latency, 0);
  }

  public static ArmCounts none() {
    return new ArmCounts(0, 0, new long[LatencyBuckets.COUNT]);
  }

  public ArmCounts plus(ArmCounts other) {
    long[] sum = latency.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.latency[i];
    }
    return new ArmCounts(requests + other.requests, errors + other.errors, sum, late + other.late);
  }

  /** What came since an earlier reading of the same counters. */
  public ArmCounts since(ArmCounts earlier) {
    long[] rest = latency.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] = Math.max(0, rest[i] - earlier.latency[i]);
    }
    return new ArmCounts(
        Math.max(0, requests - earlier.requests),
        Math.max(0, errors - earlier.errors),
        rest,
        Math.max(0, late - earlier.late));
  }
}

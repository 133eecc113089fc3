package dev.mlbox.core.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * The latency above which an answer is slow: the stable's 99th percentile of the minute before,
 * fixed before the minute it judges. Where more than one in a hundred of the stable version's
 * answers were not waited for, how long they take is not known, and the limit stays what it was.
 */
final class SlowLimit {
  /** Fewer answers than this give no 99th percentile worth the name. */
  private static final long ENOUGH = 100;

  /** An answer that takes this many times the limit is far too slow. */
  static final int FAR = 4;

  private static final int UNKNOWN = -1;

  private final Instant began;
  private final int lowest;
  private int bucket = UNKNOWN;
  private int outgrown;
  private long minute = -1;
  private ArmCounts thisMinute = ArmCounts.none();

  /**
   * One of a rollout.
   *
   * @param began minutes are counted from there
   * @param slowFrom no request is slow below this, however fast the stable version is
   */
  SlowLimit(Instant began, Duration slowFrom) {
    this.began = began;
    this.lowest = LatencyBuckets.of(slowFrom.toNanos());
  }

  /** Goes on from one that was known, ms. */
  void goOn(double known) {
    // The bucket whose upper edge that is.
    bucket = LatencyBuckets.of((long) (known * 1e6));
  }

  /** Whole minutes since the rollout began; a new one begins with a new limit. */
  long turn(Instant now) {
    long present = Math.max(0, Duration.between(began, now).toMinutes());
    if (present > minute) {
      if (minute >= 0) {
        fix(thisMinute);
      }
      thisMinute = ArmCounts.none();
      minute = present;
    }
    return minute;
  }

  /** What the stable version answered before anybody was judged. */
  void begin(ArmCounts stable) {
    fix(stable);
  }

  /** What the stable version answered since the last reading. */
  void count(ArmCounts stable) {
    thisMinute = thisMinute.plus(stable);
  }

  /** In milliseconds; infinite while not known. */
  double millis() {
    return bucket == UNKNOWN ? Double.POSITIVE_INFINITY : LatencyBuckets.upperMillis(bucket);
  }

  /** For how many minutes on end it could not be known. */
  int outgrown() {
    return outgrown;
  }

  /**
   * What counts say by this limit.
   *
   * @param cold whether being late says nothing yet
   */
  ArmOutcome outcome(ArmCounts counts, boolean cold) {
    if (cold) {
      long late = Math.min(counts.errors(), counts.late());
      return new ArmOutcome(counts.requests(), counts.errors() - late, 0, 0);
    }
    if (bucket == UNKNOWN) {
      return new ArmOutcome(counts.requests(), counts.errors(), 0, 0);
    }
    long slow = LatencyBuckets.above(counts.latency(), bucket);
    return new ArmOutcome(counts.requests(), counts.errors(), timed(counts), slow);
  }

  /** The same counts by how late they are; none while the limit is not known. */
  Grace.Answers answers(ArmCounts counts) {
    if (bucket == UNKNOWN) {
      return Grace.Answers.NONE;
    }
    int far = LatencyBuckets.ofMillis(FAR * LatencyBuckets.upperMillis(bucket));
    return new Grace.Answers(
        timed(counts),
        LatencyBuckets.above(counts.latency(), bucket),
        LatencyBuckets.above(counts.latency(), Math.min(far, LatencyBuckets.NEVER - 1)));
  }

  private void fix(ArmCounts stable) {
    if (timed(stable) < ENOUGH) {
      return;
    }
    int slowest = LatencyBuckets.quantile(stable.latency(), 0.99);
    if (slowest == LatencyBuckets.NEVER) {
      outgrown++;
    } else {
      outgrown = 0;
      bucket = Math.max(lowest, slowest);
    }
  }

  private static long timed(ArmCounts counts) {
    long timed = 0;
    for (long count : counts.latency()) {
      timed += count;
    }
    return timed;
  }
}

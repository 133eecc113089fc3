package dev.mlbox.serving.sample;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * So many a second and no more. When more came in the second before, each is drawn at random, so
 * that what is kept is not what came first.
 */
final class Quota {
  private static final long SECOND = 1_000_000_000L;

  private final int rate;
  private final LongSupplier nanos;
  private final DoubleSupplier random;
  private long began;
  private long seen;
  private long taken;
  private double chance = 1;

  Quota(int rate, LongSupplier nanos, DoubleSupplier random) {
    this.rate = rate;
    this.nanos = nanos;
    this.random = random;
    this.began = nanos.getAsLong();
  }

  /** Whether one more may be kept. */
  synchronized boolean take() {
    long now = nanos.getAsLong();
    if (now - began >= SECOND) {
      chance = seen > rate ? (double) rate / seen : 1;
      began = now;
      seen = 0;
      taken = 0;
    }
    seen++;
    if (taken >= rate || (chance < 1 && random.getAsDouble() >= chance)) {
      return false;
    }
    taken++;
    return true;
  }
}

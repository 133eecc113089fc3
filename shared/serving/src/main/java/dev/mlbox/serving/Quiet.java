package dev.mlbox.serving;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits until nobody asks any more. Kubernetes' proxies learn of a box's end by themselves, mostly
 * within a second; one that has lost the API server goes on sending for as long as it takes to find
 * it again, a minute and more.
 */
final class Quiet {
  private static final long PACE_NANOS = Duration.ofMillis(50).toNanos();

  private final LongSupplier asked;

  /**
   * @param asked how many requests have come so far
   */
  Quiet(LongSupplier asked) {
    this.asked = asked;
  }

  /**
   * Returns when nothing has come for a while.
   *
   * @param quiet for how long
   * @param most after which it returns in any case
   */
  void await(Duration quiet, Duration most) throws InterruptedException {
    long began = System.nanoTime();
    long since = began;
    long before = asked.getAsLong();
    long now = began;
    while (now - since < quiet.toNanos() && now - began < most.toNanos()) {
      // That nobody asks is no event: it is seen by the time that passes.
      TimeUnit.NANOSECONDS.sleep(Math.min(PACE_NANOS, quiet.toNanos() - (now - since)));
      now = System.nanoTime();
      long sum = asked.getAsLong();
      since = sum == before ? since : now;
      before = sum;
    }
  }
}

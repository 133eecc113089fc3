package dev.mlbox.engine.kubernetes;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for many who were asked at once, and not long for the last ones: of hundreds of boxes there
 * is often one whose node has just died, and a look that waits for it is late for all others.
 */
final class MostAnswers {
  /** Of so many asked, one may be left out. */
  private static final int TENTH = 10;

  private static final int PATIENCE = 2;
  private static final Duration LEAST = Duration.ofMillis(250);

  private MostAnswers() {}

  /**
   * Returns when all are there, or nine tenths of them and those that are left have taken three
   * times as long; at least a quarter of a second longer.
   *
   * @param asked each of which ends by itself
   */
  static void await(Collection<? extends CompletableFuture<?>> asked) {
    long began = System.nanoTime();
    AtomicInteger missing = new AtomicInteger(asked.size() - asked.size() / TENTH);
    CompletableFuture<Void> most = new CompletableFuture<>();
    for (CompletableFuture<?> each : asked) {
      CompletableFuture<?> ignored =
          each.whenComplete(
              (answer, problem) -> {
                if (missing.decrementAndGet() == 0) {
                  most.complete(null);
                }
              });
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).exceptionally(any -> null);
    CompletableFuture<Void> enough =
        most.thenCompose(
            any -> {
              long longer = Math.max(LEAST.toNanos(), PATIENCE * (System.nanoTime() - began));
              return new CompletableFuture<Void>()
                  .completeOnTimeout(null, longer, TimeUnit.NANOSECONDS);
            });
    CompletableFuture.anyOf(all, enough).join();
  }
}

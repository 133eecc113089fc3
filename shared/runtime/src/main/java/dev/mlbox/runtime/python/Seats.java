package dev.mlbox.runtime.python;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The workers that are free, longest first. One whose process keeps ending rests before it is used
 * again: a seat that fails at once would otherwise be free soonest, and draw every request.
 */
final class Seats {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final String target;
  private final List<Worker> all;
  private final BlockingQueue<Worker> free;
  private final AtomicInteger resting = new AtomicInteger();

  /**
   * @param target {@code module:function}, for messages
   */
  Seats(String target, List<Worker> all) {
    this.target = target;
    this.all = List.copyOf(all);
    this.free = new ArrayBlockingQueue<>(all.size(), true, all);
  }

  /** Whether at least one is not resting. */
  boolean anyLeft() {
    return resting.get() < all.size();
  }

  /**
   * Waits for one.
   *
   * @throws MlboxException BROKEN when all are resting
   */
  Worker take() {
    try {
      while (true) {
        Worker worker = free.poll(anyLeft() ? LOOK.toMillis() : 0, TimeUnit.MILLISECONDS);
        if (worker != null) {
          return worker;
        }
        if (!anyLeft()) {
          throw MlboxException.broken(
              Problem.of(
                  "every Python worker of %s keeps ending; each is started again after a pause"
                      .formatted(target)),
              null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlboxException.broken(
          Problem.of("interrupted while waiting for a Python worker of " + target), e);
    }
  }

  void giveBack(Worker worker) {
    Duration rest = worker.rest();
    if (rest.isZero()) {
      free.add(worker);
      return;
    }
    resting.incrementAndGet();
    CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              free.add(worker);
              resting.decrementAndGet();
            });
  }
}

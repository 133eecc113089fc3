package dev.mlbox.engine.metric;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets boxes stir whoever waits, once for each time it begins to wait: what they were asked before
 * is of counts that have been read since, and would only bring a look that finds nothing. For
 * several threads.
 */
public final class LatestWish {
  private final AtomicLong turn = new AtomicLong();

  /**
   * Begins anew; what came of an earlier wish is not heard any more.
   *
   * @param heard who waits
   * @return to be run by whoever has something to tell, by each as often as it likes
   */
  public Runnable begin(Runnable heard) {
    long mine = turn.incrementAndGet();
    return () -> {
      if (turn.compareAndSet(mine, mine + 1)) {
        heard.run();
      }
    };
  }
}

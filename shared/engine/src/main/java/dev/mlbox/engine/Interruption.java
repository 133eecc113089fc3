package dev.mlbox.engine;

import dev.mlbox.engine.ground.WallClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and a build's abort: the command is told, and the process waits for it to take the canary
 * to 0 before it ends.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean wanted;

  Interruption(WallClock clock) {
    hook =
        new Thread(
            () -> {
              wanted = true;
              clock.wake();
              awaitDone();
            },
            "mlbox-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean isWanted() {
    return wanted;
  }

  private void awaitDone() {
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("mlbox: not done in time; the canary's lease runs out by itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!wanted) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}

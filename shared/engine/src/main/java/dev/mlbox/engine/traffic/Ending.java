package dev.mlbox.engine.traffic;

import java.time.Duration;
import java.util.Arrays;

/**
 * Ctrl-C and SIGTERM: tells whoever sends to stop, and keeps the process until it has printed its
 * report and asks to exit itself, five seconds at most.
 */
final class Ending implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 10;

  private final Thread caller = Thread.currentThread();
  private final Thread hook = new Thread(this::end, "mlbox-traffic-ending");
  private volatile boolean wanted;

  Ending() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean isWanted() {
    return wanted;
  }

  private void end() {
    wanted = true;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (caller.isAlive() && !isExiting() && System.nanoTime() < deadline) {
        caller.join(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread that calls System.exit while the process ends never comes back from there. */
  private boolean isExiting() {
    return Arrays.stream(caller.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }

  @Override
  public void close() {
    if (!wanted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to end just now; the hook lets the caller finish.
      }
    }
  }
}

package dev.mlbox.engine.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Short things that an interrupt must not break: reverting after Ctrl-C has to write files, and
 * channels close themselves on an interrupted thread. The interrupt is kept for whoever called.
 */
final class Steady {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Steady() {}

  static <T> T call(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /** Waits until something is so, or the limit is over; says which. */
  static boolean await(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - end >= 0) {
          return false;
        }
        try {
          // What is waited for happens in another process, which has no way to tell.
          Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

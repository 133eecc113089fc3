package dev.mlbox.engine;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.ground.WallClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and a build's abort: a rollout is told, and the process waits for it to take the canary to
 * 0 and to say so before it ends. Before the rollout there is nothing to undo, and no wait.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;
  private static final long LAST_WORDS_MILLIS = 5_000;

  private final Runnable unbegun;
  private final Thread caller = Thread.currentThread();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean rolling;
  private volatile boolean wanted;

  /** One that has nothing to say while there is nothing to undo. */
  Interruption(WallClock clock) {
    this(clock, () -> {});
  }

  /**
   * One that is heard from now on.
   *
   * @param unbegun says that the process ends before a rollout
   */
  Interruption(WallClock clock, Runnable unbegun) {
    this.unbegun = once(unbegun);
    hook =
        new Thread(
            () -> {
              wanted = true;
              clock.wake();
              if (rolling) {
                awaitDone();
              } else {
                this.unbegun.run();
              }
            },
            "mlbox-interruption");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      wanted = true; // the process is ending already
    }
  }

  private static Runnable once(Runnable what) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (!done.getAndSet(true)) {
        what.run();
      }
    };
  }

  boolean isWanted() {
    return wanted;
  }

  /** From here on the process waits. */
  void beginRollout() {
    rolling = true;
    if (wanted) {
      unbegun.run();
      throw MlboxException.broken(
          Problem.of("interrupted before anything was rolled out")
              .remedy("`mlbox deploy` begins again"),
          null);
    }
  }

  private void awaitDone() {
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("mlbox: not done in time; the canary's lease runs out by itself");
      }
      // A front that prints the outcome then ends the process itself.
      caller.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!wanted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to end just now.
      }
    }
  }
}

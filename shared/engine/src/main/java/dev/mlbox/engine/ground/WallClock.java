package dev.mlbox.engine.ground;

import dev.mlbox.core.port.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Real time; a sleep can be cut short so that an interrupt is acted on at once. */
public final class WallClock implements Sleeper {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private static final long SHORT_NANOS = 100_000_000;

  private boolean awake;
  private boolean stirred;

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) {
    lock.lock();
    try {
      // After a wake every sleep is short: what is left to do is bounded, but must not spin.
      boolean before = awake;
      long left = before ? Math.min(duration.toNanos(), SHORT_NANOS) : duration.toNanos();
      while (left > 0 && awake == before) {
        left = woken.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sleep(Duration least, Duration most) {
    sleep(least);
    lock.lock();
    try {
      long left = awake ? 0 : most.minus(least).toNanos();
      while (left > 0 && !awake && !stirred) {
        left = woken.awaitNanos(left);
      }
      stirred = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stir() {
    lock.lock();
    try {
      stirred = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the present sleep, and makes later ones short. */
  public void wake() {
    lock.lock();
    try {
      awake = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

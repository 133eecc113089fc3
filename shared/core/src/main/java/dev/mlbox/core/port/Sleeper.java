package dev.mlbox.core.port;

import java.time.Duration;
import java.time.Instant;

/** Time, passed in: what the clock says, and waiting. */
public interface Sleeper {

  Instant now();

  /** Waits, or returns early when the thread is interrupted (the interrupt flag stays set). */
  void sleep(Duration duration);

  /**
   * Waits for {@code least}, and on to {@code most} unless somebody has stirred since the last such
   * wait ended.
   */
  default void sleep(Duration least, Duration most) {
    sleep(most);
  }

  /** Ends a wait that has lasted for long enough; from any thread. */
  default void stir() {}
}

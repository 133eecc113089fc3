package dev.mlbox.core.port;

import java.time.Duration;
import java.time.Instant;

/** Time, passed in: what the clock says, and waiting. */
public interface Sleeper {

  Instant now();

  /** Waits, or returns early when the thread is interrupted (the interrupt flag stays set). */
  void sleep(Duration duration);
}

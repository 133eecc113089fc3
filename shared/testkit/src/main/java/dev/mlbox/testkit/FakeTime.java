package dev.mlbox.testkit;

import dev.mlbox.core.port.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Time that passes only by sleeping; whoever wants to know is told of every second of it. */
public final class FakeTime implements Sleeper {
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private Consumer<Instant> everySecond = instant -> {};

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    for (long second = 0; second < Math.max(1, duration.toSeconds()); second++) {
      now = now.plusSeconds(1);
      everySecond.accept(now);
    }
  }

  /** What happens in the world while time passes. */
  public void everySecond(Consumer<Instant> what) {
    everySecond = what;
  }
}

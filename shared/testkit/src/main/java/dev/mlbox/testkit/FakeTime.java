package dev.mlbox.testkit;

import dev.mlbox.core.port.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Time that passes only by sleeping; whoever wants to know is told of every second of it. */
public final class FakeTime implements Sleeper {
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private Consumer<Instant> everySecond = instant -> {};
  private boolean stirred;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    Instant end = now.plus(duration);
    Instant second = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    for (; !second.isAfter(end); second = second.plusSeconds(1)) {
      now = second;
      everySecond.accept(now);
    }
    now = end;
  }

  @Override
  public void sleep(Duration least, Duration most) {
    sleep(least);
    if (!stirred) {
      sleep(most.minus(least));
    }
    stirred = false;
  }

  @Override
  public void stir() {
    stirred = true;
  }

  /** What happens in the world while time passes. */
  public void everySecond(Consumer<Instant> what) {
    everySecond = what;
  }
}

package dev.mlbox.bench.pods;

import dev.mlbox.core.port.Sleeper;
import dev.mlbox.engine.ground.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Real time, and how long whoever sleeps was busy between two sleeps. */
final class BusyTime implements Sleeper {
  private final WallClock clock = new WallClock();
  private final List<Long> millis = Collections.synchronizedList(new ArrayList<>());
  private long since = System.nanoTime();

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public void sleep(Duration duration) {
    millis.add((System.nanoTime() - since) / 1_000_000);
    clock.sleep(duration);
    since = System.nanoTime();
  }

  /** In rising order, since the last call. */
  List<Long> taken() {
    synchronized (millis) {
      List<Long> sorted = millis.stream().sorted().toList();
      millis.clear();
      return sorted;
    }
  }
}

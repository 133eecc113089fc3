package dev.mlbox.engine.review;

import dev.mlbox.core.port.ReviewSink.Posting;
import dev.mlbox.core.port.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Tries again while a forge is away, waiting twice as long each time, up to one common end. */
final class Attempts {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Sleeper clock;
  private final Instant end;

  Attempts(Sleeper clock, Duration patience) {
    this.clock = clock;
    this.end = clock.now().plus(patience);
  }

  Posting until(Supplier<Posting> attempt) {
    Duration pause = FIRST;
    while (true) {
      Posting posting = attempt.get();
      if (!(posting instanceof Posting.Unavailable away)) {
        return posting;
      }
      Duration wait = away.pause().compareTo(pause) > 0 ? away.pause() : pause;
      if (clock.now().plus(wait).isAfter(end) || Thread.currentThread().isInterrupted()) {
        return posting;
      }
      clock.sleep(wait);
      pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    }
  }
}

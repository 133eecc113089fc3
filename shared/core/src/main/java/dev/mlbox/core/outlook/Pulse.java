package dev.mlbox.core.outlook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Requests a second of late. Counts come in lumps, as often as whoever drives saves them, so a rate
 * is taken over several lumps.
 */
public final class Pulse {
  private static final Duration SPAN = Duration.ofSeconds(20);

  private record Beat(Instant at, long total) {}

  private final Deque<Beat> beats = new ArrayDeque<>();
  private double rate;

  /**
   * Takes a reading of a counter.
   *
   * @return the rate over the last 20 seconds; that of before while there is only one reading
   */
  public double at(Instant now, long total) {
    if (!beats.isEmpty() && total < Objects.requireNonNull(beats.peekLast()).total()) {
      beats.clear();
      rate = 0;
    }
    if (beats.isEmpty() || total != Objects.requireNonNull(beats.peekLast()).total()) {
      beats.addLast(new Beat(now, total));
    }
    while (beats.size() > 2 && beats.getFirst().at().isBefore(now.minus(SPAN))) {
      beats.removeFirst();
    }
    Beat first = beats.getFirst();
    Beat last = beats.getLast();
    double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
    if (seconds > 0) {
      rate = (last.total() - first.total()) / seconds;
    }
    // Nothing for a long time is nothing, however it was before.
    if (Duration.between(last.at(), now).compareTo(SPAN) > 0) {
      rate = 0;
    }
    return rate;
  }
}

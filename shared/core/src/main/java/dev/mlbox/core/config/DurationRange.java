package dev.mlbox.core.config;

import java.time.Duration;

/** Between which ends, both included, a duration makes sense. */
record DurationRange(Duration least, Duration most) {

  /**
   * A duration within the ends.
   *
   * @throws IllegalArgumentException when it is not
   */
  Duration holding(Duration duration) {
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s is not between %s and %s"
              .formatted(Durations.words(duration), Durations.words(least), Durations.words(most)));
    }
    return duration;
  }
}

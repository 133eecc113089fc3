package dev.mlbox.core.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a version on trial may take before another answers in its place: four times what is
 * slow, unless the user has said it.
 *
 * @param configured by the user; null for what is seen
 */
record CoverTime(@Nullable Duration configured) {
  /** The stable model is never asked in the canary's place before this. */
  private static final Duration SHORTEST = Duration.ofMillis(500);

  /** While nobody knows how long answers take. */
  private static final Duration UNKNOWN = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * As it is now.
   *
   * @param slowMillis above which an answer is slow, ms; infinite while not known
   * @param outgrown for how many minutes on end the stable version itself was too late
   */
  Duration of(double slowMillis, int outgrown) {
    if (configured != null) {
      return configured;
    }
    double known = 4 * slowMillis;
    double millis = Double.isInfinite(known) ? (double) UNKNOWN.toMillis() : known;
    // Twice as long for each such minute.
    double patient = Math.ceil(millis * Math.pow(2, outgrown));
    if (patient >= (double) LONGEST.toMillis()) {
      return LONGEST;
    }
    Duration cover = Duration.ofMillis((long) patient);
    return cover.compareTo(SHORTEST) < 0 ? SHORTEST : cover;
  }
}

package dev.mlbox.core.port;

import java.time.Duration;

/**
 * What boxes are asked to tell of as soon as it happens.
 *
 * @param version whose boxes count what becomes of the canary's requests
 * @param canary who is on trial
 * @param slowMillis above which an answer is bad as one that failed is, ms; may be infinite
 * @param more bad answers of the canary, in all boxes together, since they were last asked for
 *     their counts
 * @param within which time; then it is of no interest any more
 */
public record Alarm(String version, String canary, double slowMillis, long more, Duration within) {
  public Alarm {
    if (more < 1) {
      throw new IllegalArgumentException("an alarm of " + more + " bad answers");
    }
  }

  /**
   * How many of them one of so many boxes may count before it tells: its part, but where there are
   * others more than one, as single ones come anywhere.
   */
  public long share(int boxes) {
    return boxes <= 1 ? more : Math.max(2, (more + boxes - 1) / boxes);
  }
}

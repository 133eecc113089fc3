package dev.mlbox.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What the rows of the table of states have in common: why something is so, and whether in time.
 */
final class Reasons {
  private Reasons() {}

  static String unready(Health canary, Duration after) {
    return joined(
        "%d of %d boxes were ready after %s"
            .formatted(canary.ready(), canary.wanted(), words(after)),
        canary.waiting());
  }

  static boolean isUnwell(Health canary) {
    return !canary.isAlive() || !canary.trouble().isEmpty();
  }

  static String reasonOf(Observation seen) {
    if (!seen.canary().trouble().isEmpty()) {
      return seen.canary().trouble();
    }
    if (!seen.canary().isAlive()) {
      return "no box of the canary answers";
    }
    return seen.reason();
  }

  static boolean isOver(Instant since, Duration limit, Instant now) {
    return !Duration.between(since, now).minus(limit).isNegative();
  }

  static String joined(String first, String second) {
    return first.isEmpty() ? second : second.isEmpty() ? first : first + "; " + second;
  }

  static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}

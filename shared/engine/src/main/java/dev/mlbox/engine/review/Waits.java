package dev.mlbox.engine.review;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long a forge asks to be left alone. */
final class Waits {
  private Waits() {}

  /** By the headers of its answer; zero when it does not ask. */
  static Duration of(Function<String, @Nullable String> header) {
    Long after = number(header.apply("Retry-After"));
    if (after != null) {
      return Duration.ofSeconds(Math.max(1, after));
    }
    Long left = number(first(header, "X-RateLimit-Remaining", "RateLimit-Remaining"));
    Long reset = number(first(header, "X-RateLimit-Reset", "RateLimit-Reset"));
    if (left == null || left > 0 || reset == null) {
      return Duration.ZERO;
    }
    Duration until = Duration.between(Instant.now(), Instant.ofEpochSecond(reset));
    return until.isNegative() ? Duration.ofSeconds(1) : until.plusSeconds(1);
  }

  private static @Nullable String first(
      Function<String, @Nullable String> header, String name, String other) {
    String value = header.apply(name);
    return value == null ? header.apply(other) : value;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}

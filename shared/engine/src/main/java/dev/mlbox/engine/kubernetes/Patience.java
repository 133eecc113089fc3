package dev.mlbox.engine.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells troubles that last from those that pass, by this machine's own clock: no two machines'
 * clocks are compared.
 */
final class Patience {
  /** The API server needs a moment to see a service account that was just made. */
  private static final Duration WITH_REFUSALS = Duration.ofSeconds(5);

  /** A node may be on its way. */
  private static final Duration WITH_WAITING = Duration.ofSeconds(30);

  private final Supplier<Instant> clock;
  private final Map<String, Instant> since = new HashMap<>();

  Patience(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** Those that have lasted. */
  synchronized List<Trouble> lasting(String version, List<Trouble> troubles) {
    Instant now = clock.get();
    since
        .keySet()
        .removeIf(
            key ->
                key.startsWith(version + " ")
                    && troubles.stream().noneMatch(trouble -> key.equals(key(version, trouble))));
    return troubles.stream()
        .filter(
            trouble -> {
              Instant first = since.computeIfAbsent(key(version, trouble), key -> now);
              return !now.isBefore(first.plus(limit(trouble.kind())));
            })
        .toList();
  }

  private static String key(String version, Trouble trouble) {
    return "%s %s %s".formatted(version, trouble.about(), trouble.reason());
  }

  private static Duration limit(Trouble.Kind kind) {
    return switch (kind) {
      case LASTING, CRASHING -> Duration.ZERO;
      case REFUSED -> WITH_REFUSALS;
      case WAITING -> WITH_WAITING;
    };
  }
}

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

  /** The kubelet tries again after 10, 20 and 40 seconds. */
  private static final Duration WITH_PULLS = Duration.ofMinutes(1);

  private final Supplier<Instant> clock;
  private final Duration ready;
  private final Map<String, Instant> since = new HashMap<>();

  /**
   * @param ready how long boxes may take to become ready: a node that has to be made for them first
   *     is on its way for as long
   */
  Patience(Supplier<Instant> clock, Duration ready) {
    this.clock = clock;
    this.ready = ready;
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
    // A pull that fails is told under two reasons in turn.
    String what = trouble.kind() == Trouble.Kind.PULLING ? trouble.kind().name() : trouble.reason();
    return "%s %s %s".formatted(version, trouble.about(), what);
  }

  private Duration limit(Trouble.Kind kind) {
    return switch (kind) {
      case LASTING, CRASHING -> Duration.ZERO;
      case REFUSED -> WITH_REFUSALS;
      case PULLING -> WITH_PULLS.compareTo(ready) < 0 ? WITH_PULLS : ready;
      case WAITING -> ready;
    };
  }
}

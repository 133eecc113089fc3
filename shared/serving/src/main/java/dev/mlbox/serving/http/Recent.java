package dev.mlbox.serving.http;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The versions that were seen last; one that is new takes the place of the one longest unseen. */
final class Recent {
  /** The stable one, its canary, and what a day of rollouts may leave. */
  static final int MOST = 10;

  private final ConcurrentMap<String, AtomicLong> seen = new ConcurrentHashMap<>();
  private final AtomicLong turn = new AtomicLong();
  private final Consumer<String> forget;

  /**
   * @param forget is told of each that is given up
   */
  Recent(Consumer<String> forget) {
    this.forget = forget;
  }

  /** Told of each request: who is seen again between two new ones is as recent as anybody. */
  void saw(String version) {
    AtomicLong at = seen.get(version);
    if (at == null) {
      at = first(version);
    }
    long now = turn.get();
    if (at.get() != now) {
      at.set(now);
    }
  }

  private synchronized AtomicLong first(String version) {
    turn.incrementAndGet();
    AtomicLong at = seen.computeIfAbsent(version, none -> new AtomicLong(turn.get()));
    while (seen.size() > MOST) {
      seen.entrySet().stream()
          .filter(each -> !each.getKey().equals(version))
          .min(Comparator.comparingLong(each -> each.getValue().get()))
          .map(Map.Entry::getKey)
          .ifPresent(
              oldest -> {
                seen.remove(oldest);
                forget.accept(oldest);
              });
    }
    return at;
  }
}

package dev.mlbox.engine.metric;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a version's boxes need, as one number: not a number where it cannot be said yet. Processor
 * time is that since the reading before, so that a box's start does not count.
 *
 * <p>What a box needs while nobody asks it is divided by its requests, too, so the same model costs
 * more for each where they are rare: by as much as they are rarer, and no more. Processor time is
 * therefore told only where the boxes of the version that was read before get requests about as
 * often.
 */
public final class BoxUsage {
  /** Of fewer requests the mean says little. */
  private static final long ENOUGH = 20;

  /** By no more than this may equal models seem to differ. */
  private static final double ALIKE = 1.5;

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final Map<String, Seen> before = new HashMap<>();
  private @Nullable Load latest;

  public BoxUsage() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime in place of the system's
   */
  BoxUsage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Seen(Tally.Usage usage, long nanos) {}

  /**
   * How often a version's boxes are asked.
   *
   * @param rate requests a second and box
   */
  private record Load(String version, double rate) {
    boolean isLike(@Nullable Load other) {
      return other == null
          || other.version.equals(version)
          || Math.max(rate, other.rate) <= ALIKE * Math.min(rate, other.rate);
    }
  }

  /**
   * Of a version.
   *
   * @param tallies of its boxes
   */
  public double of(OwnMetric.Usage what, String version, Map<String, Tally> tallies) {
    return what == OwnMetric.Usage.MEMORY ? memory(tallies) : cpu(version, tallies);
  }

  private static double memory(Map<String, Tally> tallies) {
    return tallies.values().stream()
        .map(Tally::usage)
        .filter(Objects::nonNull)
        .mapToLong(Tally.Usage::memory)
        .average()
        .orElse(Double.NaN);
  }

  private double cpu(String version, Map<String, Tally> tallies) {
    long millis = 0;
    long answered = 0;
    double seconds = 0;
    long time = nanoTime.getAsLong();
    Map<String, Seen> now = new HashMap<>();
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally.Usage usage = box.getValue().usage();
      if (usage != null) {
        String key = box.getKey() + "/" + box.getValue().boot();
        Seen last = before.get(key);
        if (last == null) {
          before.put(key, new Seen(usage, time));
        } else {
          now.put(key, new Seen(usage, time));
          millis += usage.cpuMillis() - last.usage().cpuMillis();
          answered += usage.answered() - last.usage().answered();
          seconds += (time - last.nanos()) / NANOS;
        }
      }
    }
    if (answered < ENOUGH) {
      return Double.NaN;
    }
    before.putAll(now);
    Load load = new Load(version, answered / seconds);
    boolean comparable = load.isLike(latest);
    latest = load;
    return comparable ? (double) millis / answered : Double.NaN;
  }
}

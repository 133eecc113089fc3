package dev.mlbox.engine.metric;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a version's boxes need, as one number: not a number where it cannot be said yet. Processor
 * time is that since the reading before, so that a box's start does not count.
 */
public final class BoxUsage {
  /** Of fewer requests the mean says little. */
  private static final long ENOUGH = 20;

  private final Map<String, Tally.Usage> before = new HashMap<>();

  /**
   * Of a version.
   *
   * @param tallies of its boxes
   */
  public double of(OwnMetric.Usage what, Map<String, Tally> tallies) {
    return what == OwnMetric.Usage.MEMORY ? memory(tallies) : cpu(tallies);
  }

  private static double memory(Map<String, Tally> tallies) {
    return tallies.values().stream()
        .map(Tally::usage)
        .filter(Objects::nonNull)
        .mapToLong(Tally.Usage::memory)
        .average()
        .orElse(Double.NaN);
  }

  private double cpu(Map<String, Tally> tallies) {
    long millis = 0;
    long answered = 0;
    Map<String, Tally.Usage> now = new HashMap<>();
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally.Usage usage = box.getValue().usage();
      if (usage != null) {
        String key = box.getKey() + "/" + box.getValue().boot();
        Tally.Usage last = before.get(key);
        if (last == null) {
          before.put(key, usage);
        } else {
          now.put(key, usage);
          millis += usage.cpuMillis() - last.cpuMillis();
          answered += usage.answered() - last.answered();
        }
      }
    }
    if (answered < ENOUGH) {
      return Double.NaN;
    }
    before.putAll(now);
    return (double) millis / answered;
  }
}

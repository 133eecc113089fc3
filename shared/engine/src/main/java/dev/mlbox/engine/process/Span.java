package dev.mlbox.engine.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A duration as people write it: {@code 1 h 5 min}, {@code 12 s}, {@code 80 ms}. */
public final class Span {

  private Span() {}

  public static String text(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + " ms";
    }
    List<String> parts = new ArrayList<>();
    add(parts, duration.toHours(), "h");
    add(parts, duration.toMinutesPart(), "min");
    add(parts, duration.toSecondsPart(), "s");
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }
}

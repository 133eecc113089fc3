package dev.mlbox.core.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads one.
   *
   * @param text a number and a unit; a bare 0 has no unit
   * @throws IllegalArgumentException when it is none
   */
  public static Duration parse(String text) {
    if (text.strip().equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "`" + text + "` is no duration such as 500ms, 30s, 10m or 1h");
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 86_400_000;
        };
    return Duration.ofMillis(
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
  }

  /** The shortest form, in the largest unit that is whole, or with one decimal under a minute. */
  public static String words(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + "ms";
    } else if (millis < 60_000) {
      return millis % 1000 == 0
          ? millis / 1000 + "s"
          : BigDecimal.valueOf(Math.round(millis / 100.0), 1).toPlainString() + "s";
    } else if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    } else if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return "%dm %ds".formatted(millis / 60_000, millis / 1000 % 60);
  }
}

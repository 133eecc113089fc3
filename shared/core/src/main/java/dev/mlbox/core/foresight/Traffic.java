package dev.mlbox.core.foresight;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests as they come.
 *
 * @param perSecond of all versions together, above 0
 * @param errors the stable version's share of errors, 0 to 1
 */
public record Traffic(double perSecond, double errors) {
  /** The stable version's own share: slow is what is above its 99th percentile. */
  static final double SLOW = 0.01;

  private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?/ ?(s|m|min|h)");

  public Traffic {
    if (!(perSecond > 0 && errors >= 0 && errors <= 1)) {
      throw new IllegalArgumentException(perSecond + " requests/s, errors " + errors);
    }
  }

  /**
   * Reads a rate.
   *
   * @param text such as {@code 10/s}, {@code 30/min} or {@code 5/h}
   * @return requests a second
   * @throws IllegalArgumentException when it is none
   */
  public static double rate(String text) {
    Matcher matcher = RATE.matcher(text.strip());
    double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (number <= 0) {
      throw new IllegalArgumentException("`" + text + "` is no rate such as 10/s, 30/min or 5/h");
    }
    return switch (matcher.group(2)) {
      case "s" -> number;
      case "h" -> number / 3600;
      default -> number / 60;
    };
  }
}

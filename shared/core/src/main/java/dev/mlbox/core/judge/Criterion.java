package dev.mlbox.core.judge;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code revert_if}: what counts as worse.
 *
 * @param kind the bad event that is counted
 * @param ratio θ₀: how many times the stable's share of bad events is tolerated, at least 1
 * @param floor a share of bad events below which nothing is reverted; null for none
 * @param text as written
 */
public record Criterion(Kind kind, double ratio, @Nullable Double floor, String text) {

  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(errors|slow) *> *(?:(\\d+(?:\\.\\d+)?) *\\* *)?stable"
              + "(?: +and +> *(\\d+(?:\\.\\d+)?) *(%)?)?");

  /** The form a line has, for messages. */
  public static final String FORM = "(errors|slow) > [NUMBER *] stable [and > NUMBER%]";

  /** A property of one answered request. */
  public enum Kind {
    /** Answered with 5xx, refused, broken off or not in time. */
    ERRORS,
    /** Slower than the stable's 99th percentile of the minute before. */
    SLOW;

    /** Whether the canary's share of bad events is compared with the stable version's. */
    boolean compares() {
      return true;
    }

    /** The numbers of both arms, in words. */
    String counts(String label, ArmOutcome canary, ArmOutcome stable) {
      return "%s %s of the canary's requests (%,d of %,d), %s of the stable's (%,d of %,d)"
          .formatted(
              label,
              percent(canary.bad(this), canary.seen(this)),
              canary.bad(this),
              canary.seen(this),
              percent(stable.bad(this), stable.seen(this)),
              stable.bad(this),
              stable.seen(this));
    }

    private static String percent(long part, long whole) {
      return whole == 0 ? "none" : "%.2f %%".formatted(100.0 * part / whole);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same with another ratio. */
  Criterion tolerating(double other) {
    return new Criterion(kind, other, floor, text);
  }

  /** What it is about, in a word. */
  public String label() {
    return kind.toString();
  }

  /** Which batches of a log tell of it. */
  public String signal() {
    return LiveBatch.REQUESTS;
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it has another form, or tolerates less than the stable
   *     has
   */
  public static Criterion parse(String line) {
    Matcher matcher = GRAMMAR.matcher(line.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("`" + line + "` is no criterion");
    }
    double ratio = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
    if (ratio < 1) {
      throw new IllegalArgumentException(
          "`" + line + "` reverts a canary that is better than the stable version");
    }
    Double floor = null;
    if (matcher.group(3) != null) {
      int scale = matcher.group(4) == null ? 0 : 2;
      floor = new BigDecimal(matcher.group(3)).movePointLeft(scale).doubleValue();
      if (!(floor > 0 && floor < 0.9)) {
        throw new IllegalArgumentException(
            "the floor in `" + line + "` is a share between 0% and 90%");
      }
    }
    return new Criterion(
        Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), ratio, floor, line.strip());
  }
}

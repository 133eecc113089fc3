package dev.mlbox.core.gate;

import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as messages show them. */
public final class Figures {
  private static final int SIGNIFICANT = 4;
  private static final int MOST_DIGITS = 17;

  private Figures() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Two significant digits: "about 3,100 rows". */
  public static String about(long number) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(2, RoundingMode.UP));
    return count(rounded.longValueExact());
  }

  /** Four significant digits, no zeros at the end; whole from ten thousand on. */
  public static String value(double number) {
    return digits(number, SIGNIFICANT);
  }

  /** Two significant digits. */
  static String rough(double number) {
    return digits(number, 2);
  }

  /** As {@link #value}, with as many digits as it takes to look unlike another number. */
  static String apart(double number, double other) {
    int significant = SIGNIFICANT;
    while (number != other
        && significant < MOST_DIGITS
        && digits(number, significant).equals(digits(other, significant))) {
      significant++;
    }
    return digits(number, significant);
  }

  private static String digits(double number, int significant) {
    if (Math.abs(number) >= 10_000 && significant == SIGNIFICANT) {
      return minus(String.format(Locale.ROOT, "%,.0f", number));
    }
    BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(significant));
    return rounded.signum() == 0 ? "0" : minus(rounded.stripTrailingZeros().toPlainString());
  }

  /** {@code +0.0042 (95 % CI +0.0019 … +0.0065)}, as fine as the interval is wide. */
  public static String difference(Difference difference) {
    Interval interval = difference.interval();
    int decimals = decimals(interval.width());
    return "%s (95 %% CI %s … %s)"
        .formatted(
            signed(difference.estimate(), decimals),
            signed(interval.lower(), decimals),
            signed(interval.upper(), decimals));
  }

  private static int decimals(double width) {
    if (!(width > 0) || Double.isInfinite(width)) {
      return SIGNIFICANT;
    }
    return Math.max(0, Math.min(MOST_DIGITS, 1 - (int) Math.floor(Math.log10(width))));
  }

  private static String signed(double number, int decimals) {
    String text = String.format(Locale.ROOT, "%+,." + decimals + "f", number);
    return minus(text.matches("[+-][0.]+") ? text.substring(1) : text);
  }

  /** {@code 0.7431 (95 % CI 0.739 … 0.7472)}; without interval, the value alone. */
  static String measured(Measured measured, double other) {
    Interval interval = measured.interval();
    String value = apart(measured.value(), other);
    return interval == null ? value : "%s (%s)".formatted(value, interval(interval));
  }

  private static String interval(Interval interval) {
    return "95 %% CI %s … %s".formatted(value(interval.lower()), value(interval.upper()));
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}

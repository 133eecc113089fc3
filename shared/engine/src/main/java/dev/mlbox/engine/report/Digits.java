package dev.mlbox.engine.report;

import dev.mlbox.core.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a report shows them. */
final class Digits {
  private Digits() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Four significant digits; whole from ten thousand on. */
  static String value(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "–" : number > 0 ? "∞" : "−∞";
    }
    if (Math.abs(number) >= 10_000) {
      return minus(String.format(Locale.ROOT, "%,.0f", number));
    }
    if (Math.abs(number) < 1e-4 && number != 0) {
      return minus(String.format(Locale.ROOT, "%.1e", number));
    }
    return minus(
        BigDecimal.valueOf(number).round(new MathContext(4)).stripTrailingZeros().toPlainString());
  }

  /** With its sign, as fine as an interval is wide. */
  static String signed(double number, double width) {
    int decimals =
        width > 0 ? Math.max(0, Math.min(8, 1 - (int) Math.floor(Math.log10(width)))) : 4;
    String text = String.format(Locale.ROOT, "%+,." + decimals + "f", number);
    return minus(text.matches("[+-][0.,]+") ? text.substring(1) : text);
  }

  static String interval(Interval interval) {
    return value(interval.lower()) + " … " + value(interval.upper());
  }

  static String percent(double share) {
    return value(share * 100) + " %";
  }

  /** At most seven letters, for axes. */
  static String tick(double number) {
    double size = Math.abs(number);
    if (size >= 1e9 || (size > 0 && size < 1e-3)) {
      return minus(String.format(Locale.ROOT, "%.0e", number));
    }
    String unit = size >= 1e6 ? "M" : size >= 1e4 ? "k" : "";
    double shown = number / (size >= 1e6 ? 1e6 : size >= 1e4 ? 1e3 : 1);
    BigDecimal rounded = BigDecimal.valueOf(shown).round(new MathContext(3)).stripTrailingZeros();
    return minus((rounded.signum() == 0 ? "0" : rounded.toPlainString()) + unit);
  }

  static String tickPercent(double share) {
    return tick(Math.round(share * 1e6) / 1e4) + " %";
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}

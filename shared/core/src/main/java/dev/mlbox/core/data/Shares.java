package dev.mlbox.core.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Counts and shares as messages show them. */
final class Shares {
  private Shares() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 12 of 65,510 rows (0.018 %)}. */
  static String of(long part, long rows) {
    return "%s of %s rows (%s)".formatted(count(part), count(rows), percent(part, rows));
  }

  /** Two significant digits. */
  static String percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  /** Two significant digits. */
  static String percent(double part, double whole) {
    return rough(whole == 0 ? 0 : 100 * part / whole) + " %";
  }

  static String rough(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(2));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}

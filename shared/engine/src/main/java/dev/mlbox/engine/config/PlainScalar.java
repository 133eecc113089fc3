package dev.mlbox.engine.config;

import java.util.regex.Pattern;

/**
 * What a YAML scalar without quotes means, by the core schema of YAML 1.2 (section 10.3.2): {@code
 * yes}, {@code on}, {@code 10:30} and dates are text, as users of 2020s tools expect. Numbers that
 * would lose digits stay text as well.
 */
final class PlainScalar {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
  private static final int EXACT_DIGITS = 24;

  private PlainScalar() {}

  static boolean isNull(String text) {
    return text.isEmpty()
        || text.equals("~")
        || text.equals("null")
        || text.equals("Null")
        || text.equals("NULL");
  }

  static boolean looksTyped(String text) {
    return isNull(text) || !(value(text) instanceof String);
  }

  /** A Long, Double, Boolean or the text itself. */
  static Object value(String text) {
    switch (text) {
      case "true", "True", "TRUE" -> {
        return true;
      }
      case "false", "False", "FALSE" -> {
        return false;
      }
      default -> {
        return number(text);
      }
    }
  }

  private static Object number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    if (text.length() <= EXACT_DIGITS && REAL.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? text : value;
    }
    return text;
  }
}

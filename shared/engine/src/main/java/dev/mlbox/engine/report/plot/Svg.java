package dev.mlbox.engine.report.plot;

import java.util.Locale;

/** Text of a drawing while it is made; everything that is not markup is escaped. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** An element without content; attributes come as name, value, name, value. */
  Svg leaf(String name, String... attributes) {
    open(name, attributes);
    text.setCharAt(text.length() - 1, '/');
    text.append('>');
    return this;
  }

  Svg open(String name, String... attributes) {
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1])).append('"');
    }
    text.append('>');
    return this;
  }

  Svg words(String words) {
    text.append(escaped(words));
    return this;
  }

  Svg close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  static String percent(double share) {
    return number(share) + "%";
  }

  /** Two decimals, no zeros at the end. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    String brief = text.replaceAll("\\.?0+$", "");
    return brief.equals("-0") ? "0" : brief;
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

package dev.mlbox.core.review;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Text that is no markup. Names of slices come from data, and a comment must not mention people,
 * break its table or smuggle in a picture because of them.
 */
final class Markdown {
  private Markdown() {}

  /** Text in a line or in a cell of a table. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '\n', '\r', '\t' -> safe.append(' ');
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        // A zero-width space behind it: seen as before, but nobody is called.
        case '@' -> safe.append("@\u200b");
        case '_' -> safe.append(isInWord(text, i) ? "_" : "\\_");
        case '|', '*', '`', '[', ']', '\\', '~', '#', '!' -> safe.append('\\').append(next);
        default -> safe.append(next);
      }
    }
    return safe.toString();
  }

  /** There an underline is only that. */
  private static boolean isInWord(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  /** Text as the user wrote it in a file. */
  static String code(String text) {
    String flat = text.replaceAll("\\s+", " ").replace("|", "\\|");
    return flat.contains("`") ? text(flat) : "`" + flat + "`";
  }

  /** A table; cells are Markdown already. */
  static String table(List<String> heads, List<List<String>> rows) {
    return line(heads)
        + line(heads.stream().map(head -> "---").toList())
        + rows.stream().map(Markdown::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}

package dev.mlbox.engine.data;

import java.util.regex.Pattern;

/** Pieces of SQL text, and DuckDB's messages in one line. */
final class Sql {
  private static final Pattern KIND =
      Pattern.compile("^(?:[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)* Error: )+");
  private static final Pattern DETAILS =
      Pattern.compile("(?s)\\R\\s*(?:LINE \\d|Possible fixes|Possible Solution|  file ?=).*$");

  private Sql() {}

  static String name(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** What went wrong in DuckDB's own words, without the kind of error, hints and the query. */
  static String oneLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    String fact = DETAILS.matcher(message).replaceFirst("");
    return KIND.matcher(fact).replaceFirst("").strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}

package dev.mlbox.engine.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of SQL text, and DuckDB's messages in one line. */
public final class Sql {
  /** What the driver puts before the error of a query that fails at once. */
  private static final Pattern WRAPPING =
      Pattern.compile(
          "^(?:[A-Za-z ]+ Error: )?Attempting to execute an unsuccessful[^\\n]*\\R(?:Error: )?");

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

  /** Files, as a list. */
  static String list(Collection<Path> files) {
    return files.stream()
        .map(file -> text(file.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** What went wrong in DuckDB's own words, without the kind of error, hints and the query. */
  public static String oneLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    String bare = WRAPPING.matcher(message).replaceFirst("");
    String fact = DETAILS.matcher(bare).replaceFirst("");
    return KIND.matcher(fact).replaceFirst("").strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}

package dev.mlbox.core.data;

import java.util.List;

/**
 * Something about the rows that whoever relies on them should know. It stops nothing: gates do.
 *
 * @param kind what was looked for
 * @param notable whether it is likely to mislead, rather than merely a fact
 * @param message one line with numbers
 * @param examples rows in words, at most three
 */
public record DataFinding(Kind kind, boolean notable, String message, List<String> examples) {

  public DataFinding {
    examples = List.copyOf(examples);
  }

  /** What is looked for in rows. */
  public enum Kind {
    SCHEMA,
    NULLS,
    CONSTANT,
    DUPLICATES,
    LEAKAGE,
    SHARED_ROWS,
    LABELS,
    DRIFT,
    MEMORY
  }

  /** A finding that is likely to mislead. */
  static DataFinding warning(Kind kind, String message) {
    return new DataFinding(kind, true, message, List.of());
  }

  /** A mere fact. */
  static DataFinding note(Kind kind, String message) {
    return new DataFinding(kind, false, message, List.of());
  }

  /** The message with one example, for a log; how classes are spread needs none. */
  public String brief() {
    return examples.isEmpty() || (kind == Kind.LABELS && !notable)
        ? message
        : message + "; such as " + examples.get(0);
  }

  /** The message with its examples. */
  public String line() {
    return examples.isEmpty() ? message : message + "; such as " + String.join("; ", examples);
  }
}

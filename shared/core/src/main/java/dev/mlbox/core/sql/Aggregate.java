package dev.mlbox.core.sql;

import java.util.Locale;

/**
 * One call of an aggregate function.
 *
 * @param kind which function
 * @param argument an SQL expression on the columns of one row, as the user wrote it
 * @param condition which rows it is about, from {@code FILTER (WHERE …)}; empty for all
 */
public record Aggregate(Kind kind, String argument, String condition) {

  /** The functions that are sums over rows, or a ratio of two: what influence values exist for. */
  public enum Kind {
    AVG,
    SUM,
    COUNT
  }

  /** The value of a row as SQL; NULL for rows that do not count. */
  public String ofRow() {
    String value = kind == Kind.COUNT && argument.equals("*") ? "1" : argument;
    String number =
        kind == Kind.COUNT
            ? "CASE WHEN (\n%s\n) IS NOT NULL THEN 1 END".formatted(value)
            : "CAST((\n%s\n) AS DOUBLE)".formatted(value);
    return condition.isEmpty()
        ? number
        : "CASE WHEN (\n%s\n) THEN %s END".formatted(condition, number);
  }

  /** As a message names it. */
  public String words() {
    String call = "%s(%s)".formatted(kind.name().toLowerCase(Locale.ROOT), argument);
    return condition.isEmpty() ? call : call + " filter (where " + condition + ")";
  }
}

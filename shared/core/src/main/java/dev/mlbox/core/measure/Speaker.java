package dev.mlbox.core.measure;

import java.util.Locale;
import java.util.function.LongFunction;

/**
 * Whose answers are looked at, and what the rows are called, in messages.
 *
 * @param name candidate or baseline
 * @param rows the words for a row, counted from 0, such as {@code row 7 of rows.csv (id f0007)}
 */
public record Speaker(String name, LongFunction<String> rows) {

  /** With rows that have a number only. */
  public static Speaker of(String name) {
    return new Speaker(name, row -> String.format(Locale.ROOT, "row %,d", row + 1));
  }
}

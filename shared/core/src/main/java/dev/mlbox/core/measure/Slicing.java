package dev.mlbox.core.measure;

import java.util.List;

/**
 * One entry of {@code evaluate.slices}: a column, which cuts the rows by its values, or a
 * predicate, which picks some of them.
 *
 * @param text the column or the predicate, as the user wrote it
 * @param kind which of the two
 * @param slices by value for a column; exactly one, perhaps without rows, for a predicate
 */
public record Slicing(String text, Kind kind, List<Slice> slices) {

  public Slicing {
    slices = List.copyOf(slices);
  }

  /** What cuts the rows. */
  public enum Kind {
    COLUMN,
    PREDICATE
  }
}

package dev.mlbox.core.measure;

/**
 * Some of the rows, and why they belong together.
 *
 * @param of the column or the predicate
 * @param value the column's value; empty for a predicate
 * @param rows ascending, counted from 0; not copied and not to be changed
 */
public record Slice(String of, String value, int[] rows) {

  /** What it is called in a message: the column's value, or the predicate. */
  public String name() {
    return value.isEmpty() ? of : value;
  }
}

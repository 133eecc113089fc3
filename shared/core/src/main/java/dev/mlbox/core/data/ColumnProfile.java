package dev.mlbox.core.data;

import dev.mlbox.core.table.DataType;
import java.util.List;

/**
 * How the values of one column are distributed, in bins that other rows can be counted in.
 *
 * @param name of the column
 * @param type of its values
 * @param distinct how many different values there are
 * @param bounds upper ends of the bins of a numeric column, ascending; empty for text
 * @param values the commonest values of a text column, each a bin; empty for numbers
 * @param counts rows in each bin, then those in none of them, then those without value
 */
public record ColumnProfile(
    String name,
    DataType type,
    long distinct,
    List<Double> bounds,
    List<String> values,
    List<Long> counts) {

  public ColumnProfile {
    bounds = List.copyOf(bounds);
    values = List.copyOf(values);
    counts = List.copyOf(counts);
    if (counts.size() != bounds.size() + values.size() + 2) {
      throw new IllegalArgumentException("a count for each bin, the rest and the nulls of " + name);
    }
  }

  /** Rows without value. */
  public long nulls() {
    return counts.get(counts.size() - 1);
  }

  /** All rows. */
  public long rows() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}

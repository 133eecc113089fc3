package dev.mlbox.engine.data;

import dev.mlbox.core.data.ColumnProfile;
import java.util.List;

/**
 * What rows of a column are counted in.
 *
 * @param distinct how many different values there are
 * @param bounds upper ends of ranges of numbers, ascending
 * @param values single values, as text
 */
record Bins(long distinct, List<Double> bounds, List<String> values) {
  /** Columns with as many values or fewer have a bin for each of them. */
  static final int FEW_VALUES = 20;

  static final Bins NONE = new Bins(0, List.of(), List.of());

  /** Those of an earlier profile. */
  static Bins of(ColumnProfile before) {
    return new Bins(before.distinct(), before.bounds(), before.values());
  }

  int count() {
    return bounds.size() + values.size();
  }
}

package dev.mlbox.runtime.remote;

import dev.mlbox.core.table.Column;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some of a column's values: all, where they are few; and one that is not whole, if there is any.
 */
final class SeenValues implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MANY = 1_000;

  /** Beyond this a number is no class, whole or not: a double no longer holds each of them. */
  private static final double EXACT = 1L << 53;

  private final Set<String> texts = new TreeSet<>();
  private final Set<Long> wholes = new TreeSet<>();
  private final Set<Double> reals = new TreeSet<>();
  private boolean fractions;
  private boolean outside;

  void add(Column column) {
    if (column instanceof Column.Text text) {
      for (String value : text.values()) {
        take(texts, value);
      }
    } else if (column instanceof Column.Whole whole) {
      for (long value : whole.values()) {
        take(wholes, value);
      }
    } else {
      for (double value : ((Column.Real) column).values()) {
        take(value);
      }
    }
  }

  private static <T> void take(Set<T> values, T value) {
    if (values.size() < MANY) {
      values.add(value);
    }
  }

  private void take(double value) {
    boolean fraction = value != Math.rint(value) || Math.abs(value) > EXACT;
    boolean beyond = !(value >= 0 && value <= 1);
    if (reals.size() < MANY || (fraction && !fractions) || (beyond && !outside)) {
      reals.add(value);
    }
    fractions |= fraction;
    outside |= beyond;
  }

  void add(SeenValues other) {
    other.texts.forEach(value -> take(texts, value));
    other.wholes.forEach(value -> take(wholes, value));
    other.reals.forEach(this::take);
  }

  /** Each once. */
  Column column() {
    if (!texts.isEmpty()) {
      return new Column.Text(texts.toArray(String[]::new));
    }
    return reals.isEmpty()
        ? new Column.Whole(wholes.stream().mapToLong(Long::longValue).toArray())
        : new Column.Real(reals.stream().mapToDouble(Double::doubleValue).toArray());
  }
}

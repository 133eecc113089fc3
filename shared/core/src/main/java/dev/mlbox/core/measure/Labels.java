package dev.mlbox.core.measure;

import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Class names as text: 1, 1.0 and "1" are one class, whoever wrote it. */
final class Labels {
  /** Beyond this a double no longer holds every whole number. */
  private static final double EXACT = 1L << 53;

  private Labels() {}

  /** The class of a row. */
  static String of(Column column, int row) {
    if (column instanceof Column.Real real && isWhole(real.values()[row])) {
      return Long.toString((long) real.values()[row]);
    }
    return column.text(row);
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= EXACT;
  }

  static boolean allWhole(double[] values) {
    for (double value : values) {
      if (!isWhole(value)) {
        return false;
      }
    }
    return true;
  }

  /** The distinct classes of a column. */
  static Set<String> distinct(Column column) {
    if (column instanceof Column.Whole whole) {
      return distinct(whole.values());
    }
    Set<String> found = new TreeSet<>();
    String last = null;
    for (int row = 0; row < column.rows(); row++) {
      String label = of(column, row);
      if (!label.equals(last)) {
        found.add(label);
        last = label;
      }
    }
    return found;
  }

  /** Without a text for each row. */
  private static Set<String> distinct(long[] values) {
    Close close = Close.of(values);
    if (close != null) {
      return close.distinct(values);
    }
    Set<Long> found = new HashSet<>();
    for (int row = 0; row < values.length; row++) {
      if (row == 0 || values[row] != values[row - 1]) {
        found.add(values[row]);
      }
    }
    return found.stream()
        .map(value -> Long.toString(value))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Whole numbers so close to each other that a table of them is small.
   *
   * @param least of them
   * @param span how many there may be
   */
  private record Close(long least, int span) {
    private static final int MOST = 1 << 12;

    /** Null when they are far from each other. */
    static @Nullable Close of(long[] values) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (long value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      boolean near = values.length > 0 && most < least + MOST && least < most + MOST;
      return near ? new Close(least, (int) (most - least) + 1) : null;
    }

    Set<String> distinct(long[] values) {
      boolean[] seen = new boolean[span];
      for (long value : values) {
        seen[(int) (value - least)] = true;
      }
      Set<String> found = new TreeSet<>();
      for (int i = 0; i < span; i++) {
        if (seen[i]) {
          found.add(Long.toString(least + i));
        }
      }
      return found;
    }

    int[] codes(long[] values, Map<String, Integer> places) {
      int[] table = new int[span];
      for (int i = 0; i < span; i++) {
        table[i] = places.getOrDefault(Long.toString(least + i), -1);
      }
      int[] codes = new int[values.length];
      for (int row = 0; row < codes.length; row++) {
        codes[row] = table[(int) (values[row] - least)];
      }
      return codes;
    }
  }

  /** Sorted as numbers if all of them are whole numbers, else as text. */
  static List<String> sorted(Collection<String> labels) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(labels));
    if (sorted.stream().allMatch(label -> label.matches("-?\\d{1,18}"))) {
      sorted.sort((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
    }
    return sorted;
  }

  /** The place of each row's class in {@code classes}. */
  static int[] codes(Column column, List<String> classes) {
    Map<String, Integer> places = new HashMap<>();
    for (String name : classes) {
      places.put(name, places.size());
    }
    int[] codes = new int[column.rows()];
    if (column instanceof Column.Whole whole) {
      Close close = Close.of(whole.values());
      if (close != null) {
        return close.codes(whole.values(), places);
      }
      Map<Long, Integer> known = new HashMap<>();
      for (int row = 0; row < codes.length; row++) {
        codes[row] =
            known.computeIfAbsent(
                whole.values()[row], value -> places.getOrDefault(Long.toString(value), -1));
      }
      return codes;
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = places.getOrDefault(of(column, row), -1);
    }
    return codes;
  }
}

package dev.mlbox.core.measure;

import dev.mlbox.core.table.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    for (int row = 0; row < codes.length; row++) {
      codes[row] = places.getOrDefault(of(column, row), -1);
    }
    return codes;
  }
}

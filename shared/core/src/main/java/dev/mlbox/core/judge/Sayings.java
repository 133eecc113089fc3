package dev.mlbox.core.judge;

import java.util.List;

/** Compares what two versions said to the rows of one request. */
public final class Sayings {
  private static final double NEAR = 1e-3;

  private Sayings() {}

  /**
   * How many rows of the first are answered otherwise by the second: another class, a number that
   * is off by more than a thousandth, or not at all.
   */
  public static long differences(List<String> first, List<String> second) {
    long different = 0;
    for (int row = 0; row < first.size(); row++) {
      different += row < second.size() && same(first.get(row), second.get(row)) ? 0 : 1;
    }
    return different;
  }

  private static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      double first = Double.parseDouble(one);
      double second = Double.parseDouble(other);
      return Math.abs(first - second) <= NEAR * Math.max(Math.abs(first), Math.abs(second));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}

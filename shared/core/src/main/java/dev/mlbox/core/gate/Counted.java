package dev.mlbox.core.gate;

import org.jspecify.annotations.Nullable;

/**
 * What a test rests on, counted.
 *
 * @param number how many
 * @param groupsOf the column that tells groups of rows apart; null where they are rows
 */
record Counted(long number, @Nullable String groupsOf) {

  static Counted rows(long number) {
    return new Counted(number, null);
  }

  /**
   * Rows that are told apart by a column.
   *
   * @param number of its values
   */
  static Counted groups(long number, String column) {
    return new Counted(number, column);
  }
}

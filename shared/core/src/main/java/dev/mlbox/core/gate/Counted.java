package dev.mlbox.core.gate;

import org.jspecify.annotations.Nullable;

/**
 * What a test rests on, counted.
 *
 * @param number how many
 * @param unseen what groups of rows leave open; null where they are rows
 */
record Counted(long number, @Nullable Unseen unseen) {

  static Counted rows(long number) {
    return new Counted(number, null);
  }

  /**
   * Rows that are told apart by a column.
   *
   * @param number of its values
   * @param worth groups of one size that say as much
   */
  static Counted groups(long number, String column, double worth) {
    return new Counted(number, Unseen.of(column, number, worth));
  }

  /** The column that tells groups apart; null where they are rows. */
  @Nullable String groupsOf() {
    return unseen == null ? null : unseen.column();
  }
}

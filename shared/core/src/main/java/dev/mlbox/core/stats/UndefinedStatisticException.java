package dev.mlbox.core.stats;

/** A bootstrap of a statistic that has no value for too many of the draws; says for how many. */
public final class UndefinedStatisticException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UndefinedStatisticException(String message) {
    super(message);
  }

  static void unless(boolean defined, String message) {
    if (!defined) {
      throw new UndefinedStatisticException(message);
    }
  }
}

package dev.mlbox.bench.judge;

/**
 * Flagger, as its documentation describes {@code interval: 1m}, {@code threshold: 5} and the
 * built-in {@code request-success-rate} of at least 99 %: a check below it, or without a value,
 * fails; once five have failed, the next tick rolls back.
 */
final class FlaggerRule implements Rule {
  private static final double LEAST_GOOD = 0.99;
  private static final int THRESHOLD = 5;

  private Counts minute = Counts.NONE;
  private int failed;

  @Override
  public boolean reverts(long second, int step, double weight, Counts counts) {
    minute = minute.plus(counts);
    if (second % 60 != 59) {
      return false;
    }
    if (failed >= THRESHOLD) {
      return true;
    }
    Counts checked = minute;
    minute = Counts.NONE;
    if (checked.canary() == 0 || 1 - (double) checked.canaryBad() / checked.canary() < LEAST_GOOD) {
      failed++;
    }
    return false;
  }
}

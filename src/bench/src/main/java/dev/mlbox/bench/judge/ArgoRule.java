package dev.mlbox.bench.judge;

/**
 * Argo Rollouts, as its documentation describes an AnalysisTemplate with {@code interval: 1m},
 * {@code successCondition: result[0] <= 0.01} over the canary's error rate of the last minute and
 * {@code failureLimit: 3}: more than three failed measurements in all abort, and so does the fifth
 * in a row without a value ({@code consecutiveErrorLimit: 4}).
 */
final class ArgoRule implements Rule {
  private static final double MOST_BAD = 0.01;
  private static final int FAILURE_LIMIT = 3;
  private static final int ERROR_LIMIT = 4;

  private Counts minute = Counts.NONE;
  private int failed;
  private int errors;

  @Override
  public boolean reverts(long second, int step, double weight, Counts counts) {
    minute = minute.plus(counts);
    if (second % 60 != 59) {
      return false;
    }
    Counts measured = minute;
    minute = Counts.NONE;
    if (measured.canary() == 0) {
      errors++;
      return errors > ERROR_LIMIT;
    }
    errors = 0;
    if ((double) measured.canaryBad() / measured.canary() > MOST_BAD) {
      failed++;
    }
    return failed > FAILURE_LIMIT;
  }
}

package dev.mlbox.core.stats;

/** Sums and averages of numbers known by their natural logarithms, without overflow. */
public final class LogSumExp {
  private LogSumExp() {}

  /**
   * {@code ln Σ exp(logs[i])}; negative infinity for no terms.
   *
   * @param logs natural logarithms; negative infinity stands for zero
   */
  public static double of(double... logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  /**
   * {@code ln} of the plain average of {@code exp(logs[i])}. The average of e-values is an e-value,
   * whatever the dependence between them (Vovk and Wang, 2021, Annals of Statistics 49:1736, sec.
   * 3).
   *
   * @param logs natural logarithms, at least one
   */
  public static double mean(double... logs) {
    Require.that(logs.length > 0, "an average needs at least one term");
    return of(logs) - Math.log(logs.length);
  }
}

package dev.mlbox.core.stats;

/**
 * Compares the areas under the ROC curves of two scores of the same rows (DeLong, DeLong and
 * Clarke-Pearson, 1988, Biometrics 44:837; fast form of Sun and Xu, 2014, IEEE Signal Processing
 * Letters 21:1389).
 *
 * @param a the first area, with its variance L_AA
 * @param b the second area, with its variance L_BB
 * @param covariance L_AB
 * @param differenceVariance L_AA + L_BB − 2 L_AB, summed row by row so that it does not cancel
 */
public record DeLong(RocAuc a, RocAuc b, double covariance, double differenceVariance) {
  /**
   * Compares two scores.
   *
   * @param positive whether each row is positive; at least two rows of either kind
   * @param scoresA one a row, higher for likelier positives; not NaN
   * @param scoresB the same of the second
   * @throws IllegalArgumentException as {@link RocAuc#of}
   */
  public static DeLong compare(boolean[] positive, double[] scoresA, double[] scoresB) {
    return of(RocAuc.of(positive, scoresA), RocAuc.of(positive, scoresB));
  }

  /** Compares areas that are known already, of scores of the same rows. */
  public static DeLong of(RocAuc a, RocAuc b) {
    PairedPlacements both = a.with(b);
    return new DeLong(a, b, both.covariance(), both.differenceVariance());
  }

  /** First area minus second. */
  public double difference() {
    return a.value() - b.value();
  }

  /** Standard error of {@link #difference}; 0 when the two order all pairs alike. */
  public double standardError() {
    return Math.sqrt(differenceVariance);
  }

  /**
   * {@code (A − B + margin)/standard error}; its upper tail is the p-value of A ≤ B − margin. 0
   * when numerator and standard error are both 0, as with identical scores; infinite when only the
   * latter is.
   *
   * @param margin tolerated loss, in units of the area; 0 for a comparison
   */
  public double z(double margin) {
    double distance = difference() + margin;
    return distance == 0 ? 0 : distance / standardError();
  }

  /** Two-sided p-value of equal areas; 1 with identical scores. */
  public double p() {
    return Normal.twoSidedP(z(0));
  }

  /**
   * Normal interval of the difference.
   *
   * @param confidence two-sided, in (0, 1)
   */
  public Interval interval(double confidence) {
    return Interval.normal(difference(), standardError(), confidence);
  }
}

package dev.mlbox.bench.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Kayenta's NetflixACAJudge, as its documentation describes it, on one critical metric, the error
 * rate by the minute, judged every ten minutes over all minutes so far, with a score of 95 to pass:
 * High when the 98 % interval of the location shift (Mann-Whitney, normal approximation with ties
 * and continuity) lies above a quarter of the estimated shift. Minutes without requests are left
 * out; without any, there is no verdict.
 */
final class KayentaRule implements Rule {
  private static final int EVERY = 600;
  private static final double Z98 = 2.3263478740408408;
  private static final double TOLERANCE = 0.25;

  private final List<Double> canary = new ArrayList<>();
  private final List<Double> stable = new ArrayList<>();
  private Counts minute = Counts.NONE;

  @Override
  public boolean reverts(long second, int step, double weight, Counts counts) {
    minute = minute.plus(counts);
    if (second % 60 == 59) {
      if (minute.canary() > 0) {
        canary.add((double) minute.canaryBad() / minute.canary());
      }
      if (minute.stable() > 0) {
        stable.add((double) minute.stableBad() / minute.stable());
      }
      minute = Counts.NONE;
    }
    return second % EVERY == EVERY - 1 && isHigh(array(canary), array(stable));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Whether the first sample is above the second.
   *
   * <p>The interval's ends and the estimate are order statistics of the pairwise differences
   * (Hodges and Lehmann 1963), which is where R's {@code wilcox.test} and Kayenta's root finding
   * end up.
   */
  static boolean isHigh(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0 || Arrays.equals(first, second)) {
      return false;
    }
    double[] differences = new double[first.length * second.length];
    int at = 0;
    for (double a : first) {
      for (double b : second) {
        differences[at++] = a - b;
      }
    }
    Arrays.sort(differences);
    double half = differences.length / 2.0;
    double spread = Z98 * Math.sqrt(variance(first, second)) + 0.5;
    int lower = (int) Math.max(0, Math.floor(half - spread));
    double estimate =
        (differences[(differences.length - 1) / 2] + differences[differences.length / 2]) / 2;
    double bound = differences[Math.min(lower, differences.length - 1)];
    return bound > TOLERANCE * Math.abs(estimate);
  }

  /** Of the rank sum statistic, corrected for ties. */
  private static double variance(double[] first, double[] second) {
    double[] all = new double[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    Arrays.sort(all);
    double ties = 0;
    int from = 0;
    for (int i = 1; i <= all.length; i++) {
      if (i == all.length || all[i] != all[from]) {
        double group = i - from;
        ties += group * group * group - group;
        from = i;
      }
    }
    double n = all.length;
    return (double) first.length * second.length / 12 * (n + 1 - ties / (n * (n - 1)));
  }
}

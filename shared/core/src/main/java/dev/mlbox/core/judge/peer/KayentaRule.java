package dev.mlbox.core.judge.peer;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Kayenta's NetflixACAJudge, as its documentation describes it, on one critical metric, the share
 * of errors by the minute, judged every ten minutes over all minutes so far: High when the 98 %
 * interval of the location shift (Mann and Whitney 1947, normal approximation with ties and
 * continuity) lies above a tolerance times the estimated shift. Minutes without requests are left
 * out.
 *
 * @param tolerance share of the estimated shift that the interval may reach down to
 */
record KayentaRule(double tolerance) implements PeerRule {
  private static final int EVERY = 10;
  private static final double Z98 = 2.3263478740408408;

  @Override
  public String name() {
    return "Kayenta (Mann-Whitney 98 %, every 10 minutes, pass 95)";
  }

  @Override
  public OptionalLong reverts(List<Minute> minutes) {
    for (int count = EVERY; count <= minutes.size(); count += EVERY) {
      List<Minute> so = minutes.subList(0, count);
      double[] canary =
          so.stream().filter(m -> m.canary() > 0).mapToDouble(Minute::canaryShare).toArray();
      double[] stable =
          so.stream().filter(m -> m.stable() > 0).mapToDouble(Minute::stableShare).toArray();
      if (isHigh(canary, stable)) {
        return OptionalLong.of(so.get(count - 1).number());
      }
    }
    return OptionalLong.empty();
  }

  /** By the order statistics of the pairwise differences (Hodges and Lehmann 1963). */
  boolean isHigh(double[] first, double[] second) {
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
    double spread = Z98 * Math.sqrt(variance(first, second)) + 0.5;
    int lower = (int) Math.max(0, Math.floor(differences.length / 2.0 - spread));
    double estimate =
        (differences[(differences.length - 1) / 2] + differences[differences.length / 2]) / 2;
    return differences[lower] > tolerance * Math.abs(estimate);
  }

  /** Of the rank sum statistic, corrected for ties. */
  private static double variance(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
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

package dev.mlbox.bench.judge;

import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users who stay with one version, drawn from a seed, as one box of the stable version counts them.
 * The first of them makes a share of the requests of its own, and all of its fail on either
 * version.
 */
final class StickyWorld {
  private static final double PER_SECOND = 20;

  /** Of whoever is not broken: an answer in 10,000 fails, on either version. */
  private static final double BASE = 1e-4;

  private final Draws draws;
  private final double[] points;
  private final double brokenShare;
  private final double canaryFails;
  private final long[][] met;
  private final Map<Double, long[][]> arms = new LinkedHashMap<>();
  private final Map<String, Tally.BadUser> bad = new LinkedHashMap<>();

  /**
   * @param users how many, the broken one included
   * @param brokenShare of the requests, that one's
   * @param canaryFails the share of the others' requests that the canary fails, and the stable
   *     version does not
   */
  StickyWorld(int users, double brokenShare, double canaryFails, long seed) {
    this.draws = new Draws(seed);
    this.brokenShare = brokenShare;
    this.canaryFails = canaryFails;
    this.points = new double[users];
    for (int i = 0; i < users; i++) {
      points[i] = draws.uniform();
    }
    this.met = new long[users][2];
  }

  /** What happens in some seconds in which the canary has a share of the users. */
  void pass(int seconds, double weight) {
    long[][] counts = arms.computeIfAbsent(weight, any -> new long[2][2]);
    for (int user = 0; user < points.length; user++) {
      boolean broken = user == 0;
      double share = broken ? brokenShare : (1 - brokenShare) / (points.length - 1);
      long asked = draws.poisson(PER_SECOND * share * seconds);
      int arm = points[user] < weight ? 1 : 0;
      double fails = arm == 1 ? Math.max(BASE, canaryFails) : BASE;
      long failed = broken ? asked : draws.binomial(asked, fails);
      counts[arm][0] += asked;
      counts[arm][1] += failed;
      if (arm == 1 && !broken) {
        met[user][0] += asked;
        met[user][1] += failed;
      }
      if (failed > 0) {
        String name = "user " + user;
        bad.putIfAbsent(name + arm, new Tally.BadUser(name, false, "v2", weight, arm == 1));
      }
    }
  }

  Tally tally() {
    List<Tally.Split> splits = new ArrayList<>();
    arms.forEach(
        (weight, both) -> splits.add(new Tally.Split("v2", weight, arm(both[0]), arm(both[1]))));
    List<Tally.Met> users = new ArrayList<>();
    for (int user = 0; user < met.length; user++) {
      if (met[user][0] > 0) {
        users.add(new Tally.Met("user " + user, "v2", true, met[user][0], met[user][1], 0));
      }
    }
    return new Tally(
        "v1",
        "boot",
        splits,
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(bad.values()),
        null,
        users);
  }

  private static ArmCounts arm(long[] counts) {
    return new ArmCounts(counts[0], counts[1], new long[LatencyBuckets.COUNT]);
  }
}

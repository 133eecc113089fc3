package dev.mlbox.bench.judge;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import java.util.Map;
import java.util.TreeMap;

/**
 * One rollout's traffic, interval by interval, drawn from a seed: a canary of one pod beside a
 * stable version of some, whose pods differ by chance as the setting says.
 */
final class Service {
  private static final double WORST = 0.95;

  private final Setting setting;
  private final double ratio;
  private final Draws draws;
  private final double canaryPod;
  private final double[] stablePods;
  private final double phase;
  private double burst = 1;

  /**
   * @param ratio how many times the stable's share of bad answers the canary has; infinite: all of
   *     its answers are bad
   */
  Service(Setting setting, double ratio, long seed) {
    this.setting = setting;
    this.ratio = ratio;
    this.draws = new Draws(seed);
    this.phase = draws.uniform() * 2 * Math.PI;
    this.canaryPod = pod();
    this.stablePods = new double[setting.stablePods()];
    for (int i = 0; i < stablePods.length; i++) {
      stablePods[i] = pod();
    }
  }

  /** Log-normal with mean 1. */
  private double pod() {
    double sigma = Math.sqrt(Math.log1p(setting.podVariation() * setting.podVariation()));
    return Math.exp(sigma * draws.gaussian() - sigma * sigma / 2);
  }

  /** What happens in some seconds in which the canary has a share of the requests. */
  LiveBatch interval(long second, int length, int step, double weight) {
    if (second % 60 == 0) {
      boolean bursts = setting.weather() == Setting.Weather.BURSTS;
      burst = bursts && draws.uniform() < 0.1 ? 10 : 1;
    }
    double day =
        setting.weather() == Setting.Weather.DAY
            ? Math.pow(3, Math.sin(phase + second / 600.0))
            : 1;
    long requests = draws.poisson(setting.perMinute() / 60 * length * day);
    long canary = draws.binomial(requests, weight);
    double bad = setting.bad() * day * burst;
    double canaryBad = Double.isInfinite(ratio) ? 1 : Math.min(WORST, bad * ratio * canaryPod);
    Map<String, ArmOutcome> boxes = new TreeMap<>();
    long stableBad = 0;
    long left = requests - canary;
    for (int i = 0; i < stablePods.length; i++) {
      long given = draws.binomial(left, 1.0 / (stablePods.length - i));
      long failed = draws.binomial(given, Math.min(WORST, bad * stablePods[i]));
      boxes.put("pod-" + i, new ArmOutcome(given, failed, 0, 0));
      stableBad += failed;
      left -= given;
    }
    return new LiveBatch(
        second / 60,
        step,
        weight,
        new ArmOutcome(requests - canary, stableBad, 0, 0),
        new ArmOutcome(canary, draws.binomial(canary, canaryBad), 0, 0),
        boxes,
        LiveBatch.REQUESTS);
  }
}

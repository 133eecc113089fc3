package dev.mlbox.bench.judge;

import java.util.Random;

/**
 * One rollout's traffic, second by second, drawn from a seed: a canary of one pod beside a stable
 * version of four, whose pods differ by chance as the setting says.
 */
final class Service {
  private static final int STABLE_PODS = 4;
  private static final double WORST = 0.95;

  private final Setting setting;
  private final double ratio;
  private final Random random;
  private final double canaryPod;
  private final double[] stablePods = new double[STABLE_PODS];
  private final double phase;
  private double burst = 1;

  /**
   * @param ratio how many times the stable's share of bad answers the canary has; infinite: all of
   *     its answers are bad
   */
  Service(Setting setting, double ratio, long seed) {
    this.setting = setting;
    this.ratio = ratio;
    this.random = new Random(seed);
    this.phase = random.nextDouble() * 2 * Math.PI;
    this.canaryPod = pod();
    for (int i = 0; i < STABLE_PODS; i++) {
      stablePods[i] = pod();
    }
  }

  /** Log-normal with mean 1. */
  private double pod() {
    double sigma = Math.sqrt(Math.log1p(setting.podVariation() * setting.podVariation()));
    return Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
  }

  /** What happens in a second in which the canary has a share of the requests. */
  Counts second(long second, double weight) {
    if (second % 60 == 0) {
      boolean bursts = setting.weather() == Setting.Weather.BURSTS;
      burst = bursts && random.nextInt(10) == 0 ? 10 : 1;
    }
    double day =
        setting.weather() == Setting.Weather.DAY
            ? Math.pow(3, Math.sin(phase + second / 600.0))
            : 1;
    long requests = poisson(setting.perMinute() / 60 * day);
    long canary = binomial(requests, weight);
    double bad = setting.bad() * day * burst;
    double canaryBad = Double.isInfinite(ratio) ? 1 : Math.min(WORST, bad * ratio * canaryPod);
    long stableBad = 0;
    long left = requests - canary;
    for (int i = 0; i < STABLE_PODS; i++) {
      long given = i == STABLE_PODS - 1 ? left : binomial(left, 1.0 / (STABLE_PODS - i));
      stableBad += binomial(given, Math.min(WORST, bad * stablePods[i]));
      left -= given;
    }
    return new Counts(canary, binomial(canary, canaryBad), requests - canary, stableBad);
  }

  /** Knuth's product for small means, the normal approximation for large ones. */
  private long poisson(double mean) {
    if (mean > 50) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long count = -1;
    for (double product = 1; product > limit; count++) {
      product *= random.nextDouble();
    }
    return Math.max(0, count);
  }

  /** Exact below 50 trials; rare events as Poisson, common ones by the normal approximation. */
  private long binomial(long trials, double share) {
    if (trials <= 50) {
      long count = 0;
      for (long i = 0; i < trials; i++) {
        count += random.nextDouble() < share ? 1 : 0;
      }
      return count;
    }
    if (share >= 1) {
      return trials;
    }
    double mean = trials * share;
    long drawn =
        mean < 20
            ? poisson(mean)
            : Math.round(mean + Math.sqrt(mean * (1 - share)) * random.nextGaussian());
    return Math.min(trials, Math.max(0, drawn));
  }
}

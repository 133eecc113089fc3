package dev.mlbox.bench.judge;

/**
 * One simulated rollout: 40 minutes, ten at each weight.
 *
 * @param reverted whether the rule ended it
 * @param seconds until then
 * @param canaryRequests until then
 */
record Trial(boolean reverted, long seconds, long canaryRequests) {
  static final double[] WEIGHTS = {0.01, 0.05, 0.25, 0.5};
  private static final long STEP = 600;

  static Trial of(Rule rule, Service service) {
    long canary = 0;
    for (long second = 0; second < WEIGHTS.length * STEP; second++) {
      int step = (int) (second / STEP);
      Counts counts = service.second(second, WEIGHTS[step]);
      canary += counts.canary();
      if (rule.reverts(second, step, WEIGHTS[step], counts)) {
        return new Trial(true, second + 1, canary);
      }
    }
    return new Trial(false, WEIGHTS.length * STEP, canary);
  }
}

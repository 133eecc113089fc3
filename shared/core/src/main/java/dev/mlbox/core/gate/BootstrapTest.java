package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Bca;
import dev.mlbox.core.stats.Interval;
import java.util.Map;

/**
 * A gain on too few rows for a normal error: the paired bootstrap.
 *
 * @param bootstrap of the gain
 * @param rowVariance by its influence values
 * @param seed of the draws
 */
record BootstrapTest(Bca bootstrap, double rowVariance, long seed) implements PairedTest {
  private static final int HALVINGS = 30;

  @Override
  public double gain() {
    return bootstrap.estimate();
  }

  @Override
  public Interval interval(double confidence) {
    return bootstrap.interval(confidence);
  }

  /** The level at which the one-sided upper bound meets −margin, found by halving. */
  @Override
  public double pWorse(double margin) {
    double rejected = 0.5;
    double kept = 0;
    if (interval(1 - 2 * 0.499).upper() >= -margin) {
      return 1;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double level = (rejected + kept) / 2;
      if (interval(1 - 2 * level).upper() < -margin) {
        rejected = level;
      } else {
        kept = level;
      }
    }
    return rejected;
  }

  @Override
  public String method() {
    return "paired bootstrap, BCa, seed " + seed;
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "replicates",
        (double) Bca.REPLICATES,
        "bias",
        bootstrap.bias(),
        "acceleration",
        bootstrap.acceleration(),
        "seed",
        (double) seed);
  }
}

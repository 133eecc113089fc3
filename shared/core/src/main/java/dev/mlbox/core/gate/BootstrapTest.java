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
  @Override
  public double gain() {
    return bootstrap.estimate();
  }

  @Override
  public Interval interval(double confidence) {
    return bootstrap.interval(confidence);
  }

  @Override
  public double pWorse(double margin) {
    return pByInterval(margin);
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

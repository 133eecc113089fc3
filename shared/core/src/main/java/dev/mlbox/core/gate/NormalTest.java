package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Normal;
import java.util.Map;

/**
 * A gain whose error is normal, with the variance of its paired influence values.
 *
 * @param gain on these rows
 * @param influence of the gain, with a variance above 0
 * @param method in words
 */
record NormalTest(double gain, Influence influence, String method) implements PairedTest {

  @Override
  public Interval interval(double confidence) {
    return influence.interval(gain, confidence);
  }

  @Override
  public double pWorse(double margin) {
    return Normal.cdf((gain + margin) / influence.standardError());
  }

  @Override
  public double rowVariance() {
    return influence.variance() * influence.units();
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of("standard_error", influence.standardError(), "units", (double) influence.units());
  }
}

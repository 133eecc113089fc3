package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Moments;
import dev.mlbox.core.stats.SkewedMean;
import java.util.Map;

/**
 * A gain by the influence values of its rows, a few of which may be much larger than the others.
 *
 * @param gain on these rows
 * @param influence of the gain, with a variance above 0
 */
record TailedTest(double gain, Moments influence) implements PairedTest {

  @Override
  public Interval interval(double confidence) {
    return SkewedMean.careful(gain, influence, confidence);
  }

  @Override
  public double pWorse(double margin) {
    return SkewedMean.pBelow(gain, influence, -margin);
  }

  @Override
  public double rowVariance() {
    return influence.second() / (influence.n() - 1);
  }

  @Override
  public String method() {
    return "influence values";
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "standard_error",
        influence.standardError(),
        "units",
        influence.n(),
        "degrees",
        influence.degrees(),
        "skewness",
        influence.skewness());
  }
}

package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import java.util.Map;

/** A model compared with itself gains nothing, whatever the rows. */
record SameModelTest() implements PairedTest {

  @Override
  public double gain() {
    return 0;
  }

  @Override
  public Interval interval(double confidence) {
    return new Interval(0, 0);
  }

  @Override
  public double pWorse(double margin) {
    return margin < 0 ? 0 : 1;
  }

  @Override
  public double rowVariance() {
    return 0;
  }

  @Override
  public String method() {
    return "the same model";
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of();
  }
}

package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import java.util.Map;
import java.util.Optional;

/**
 * A gain on too few rows for a normal error: the paired drawing.bootstrap().
 *
 * @param drawing of the gain
 * @param rowVariance by its influence values
 */
record BootstrapTest(Drawing drawing, double rowVariance) implements PairedTest {
  @Override
  public double gain() {
    return drawing.bootstrap().estimate();
  }

  @Override
  public Interval interval(double confidence) {
    return drawing.bootstrap().interval(confidence);
  }

  @Override
  public double pWorse(double margin) {
    return pByInterval(margin);
  }

  @Override
  public String method() {
    return "paired bootstrap, BCa, seed " + drawing.seed();
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "replicates",
        (double) drawing.bootstrap().defined(),
        "bias",
        drawing.bootstrap().bias(),
        "acceleration",
        drawing.bootstrap().acceleration(),
        "seed",
        (double) drawing.seed());
  }

  @Override
  public Optional<Draws> draws(double margin, double confidence, boolean fine) {
    return Optional.of(drawing.draws(margin, confidence, fine));
  }
}

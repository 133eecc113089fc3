package dev.mlbox.core.gate;

import dev.mlbox.core.measure.LiveSpread;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Normal;
import dev.mlbox.core.stats.PostStratified;
import java.util.Map;

/**
 * A gain on the live mix, by the influence values within each slice; what no row is like may lose
 * all.
 *
 * @param gain on these rows, weighed as the mix says
 * @param spread of it
 * @param counted rows, or groups of them
 */
record LiveTest(double gain, LiveSpread spread, Counted counted) implements PairedTest {

  private PostStratified estimate() {
    return spread.estimate(gain);
  }

  @Override
  public Interval interval(double confidence) {
    return estimate().interval(confidence);
  }

  @Override
  public double pWorse(double margin) {
    return pByInterval(margin);
  }

  /** As if each slice grew as much. */
  @Override
  public double rowVariance() {
    double confidence = 1 - 2 * GateRules.ALPHA;
    double error = estimate().known(confidence).width() / 2 / Normal.quantile(1 - GateRules.ALPHA);
    return error * error * counted.number();
  }

  @Override
  public Counted counted(long rows) {
    return counted;
  }

  @Override
  public String method() {
    return "influence values within %s, post-stratified".formatted(spread.mix().by());
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "stratified_error",
        estimate().standardError(),
        "strata",
        (double) spread.cells().size(),
        "uncovered",
        spread.mix().uncovered());
  }
}

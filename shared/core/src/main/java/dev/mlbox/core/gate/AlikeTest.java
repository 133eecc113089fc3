package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.RuleOfThree;
import java.util.Map;

/**
 * A gain without variance: no row moved it unlike the others. That is no proof that none does, so
 * it is as sure as so many rows without an event make it.
 *
 * @param gain on these rows
 * @param unseen what rows that were not seen could do
 * @param counted how many rows, or groups of them
 */
record AlikeTest(double gain, RuleOfThree unseen, Counted counted) implements PairedTest {

  @Override
  public Interval interval(double confidence) {
    double reach = unseen.reach(confidence);
    return new Interval(gain - reach, gain + reach);
  }

  @Override
  public double pWorse(double margin) {
    double distance = gain + margin;
    return distance < 0 ? unseen.p(distance) : 1 - unseen.p(distance);
  }

  @Override
  public double rowVariance() {
    return 0;
  }

  @Override
  public Counted counted(long rows) {
    return counted;
  }

  @Override
  public double rowsNeeded(double distance, double alpha) {
    return Math.ceil(
        unseen.trialsFor(distance, 1 - 2 * alpha) * counted.number() / unseen.trials());
  }

  @Override
  public String method() {
    return "z²/(n + z²), as no row differs";
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of("unseen_most", unseen.most(), "unseen_trials", unseen.trials());
  }
}

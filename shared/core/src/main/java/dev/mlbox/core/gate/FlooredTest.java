package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A test of rows of which few differ: what it draws from those few, but never surer than rows
 * without a difference would be, as one side may just not have been seen.
 *
 * @param test by the rows that differ
 * @param floor what rows without a difference leave open
 */
record FlooredTest(PairedTest test, AlikeTest floor) implements PairedTest {

  @Override
  public double gain() {
    return test.gain();
  }

  @Override
  public Interval interval(double confidence) {
    Interval narrow = test.interval(confidence);
    Interval least = floor.interval(confidence);
    return new Interval(
        Math.min(narrow.lower(), least.lower()), Math.max(narrow.upper(), least.upper()));
  }

  @Override
  public double pWorse(double margin) {
    return Math.max(test.pWorse(margin), floor.pWorse(margin));
  }

  @Override
  public double rowVariance() {
    return test.rowVariance();
  }

  @Override
  public Counted counted(long rows) {
    return test.counted(rows);
  }

  @Override
  public double rowsNeeded(double distance, double alpha) {
    return Math.max(test.rowsNeeded(distance, alpha), floor.rowsNeeded(distance, alpha));
  }

  @Override
  public String method() {
    return test.method() + ", at least z²/(n + z²)";
  }

  @Override
  public Map<String, Double> statistics() {
    Map<String, Double> both = new HashMap<>(test.statistics());
    both.putAll(floor.statistics());
    return both;
  }

  @Override
  public Optional<Draws> draws(double margin, double confidence, boolean fine) {
    return test.draws(margin, confidence, fine);
  }
}

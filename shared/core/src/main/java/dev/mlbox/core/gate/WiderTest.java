package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two tests of the same gain, neither of which is ever surer than both: within slices, groups of
 * rows that are of several would look like several groups.
 *
 * @param first names gain and counts
 * @param second the other
 */
record WiderTest(PairedTest first, PairedTest second) implements PairedTest {

  @Override
  public double gain() {
    return first.gain();
  }

  @Override
  public Interval interval(double confidence) {
    Interval one = first.interval(confidence);
    Interval other = second.interval(confidence);
    return new Interval(Math.min(one.lower(), other.lower()), Math.max(one.upper(), other.upper()));
  }

  @Override
  public double pWorse(double margin) {
    return Math.max(first.pWorse(margin), second.pWorse(margin));
  }

  @Override
  public double rowVariance() {
    return Math.max(first.rowVariance(), second.rowVariance());
  }

  @Override
  public Counted counted(long rows) {
    return first.counted(rows);
  }

  @Override
  public String method() {
    return first.method() + ", and " + second.method();
  }

  @Override
  public Map<String, Double> statistics() {
    Map<String, Double> both = new HashMap<>(second.statistics());
    both.putAll(first.statistics());
    return both;
  }

  @Override
  public Optional<Draws> draws(double margin, double confidence, boolean fine) {
    return first.draws(margin, confidence, fine).or(() -> second.draws(margin, confidence, fine));
  }
}

package dev.mlbox.core.gate;

import dev.mlbox.core.stats.GroupedInfluence;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SkewedMean;
import java.util.Map;

/**
 * A gain whose rows depend on each other within groups: the cluster-robust variance of its
 * influence values, and Student's t with as many degrees as groups of their sizes are worth
 * (Cameron and Miller, 2015, Journal of Human Resources 50:317, sec. VI.D), with the skewness of
 * their sums reckoned with.
 *
 * @param gain on these rows
 * @param influence of the gain, by group
 * @param column that tells groups apart
 */
record GroupTest(double gain, GroupedInfluence influence, String column) implements PairedTest {

  @Override
  public Interval interval(double confidence) {
    return SkewedMean.careful(gain, influence, confidence);
  }

  @Override
  public double pWorse(double margin) {
    return SkewedMean.pBelow(gain, influence, -margin);
  }

  /** Of a group, as if groups stayed as large as they are. */
  @Override
  public double rowVariance() {
    return influence.variance() * influence.groups();
  }

  @Override
  public Counted counted(long rows) {
    return Counted.groups(influence.groups(), column, influence.worth());
  }

  @Override
  public String method() {
    String worth = Figures.rough(influence.worth());
    boolean alike = worth.equals(Figures.rough(influence.groups()));
    return "influence values summed by %s, %s groups%s"
        .formatted(
            column,
            Figures.count(influence.groups()),
            alike ? "" : " of unlike sizes, as good as " + worth);
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "standard_error",
        influence.standardError(),
        "groups",
        (double) influence.groups(),
        "degrees",
        influence.degrees(),
        "skewness",
        influence.skewness() * Math.sqrt(influence.groups()));
  }
}

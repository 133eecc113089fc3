package dev.mlbox.core.gate;

import dev.mlbox.core.stats.GroupMean;
import dev.mlbox.core.stats.GroupedInfluence;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.SkewedMean;
import java.util.HashMap;
import java.util.Map;

/**
 * A gain whose rows depend on each other within groups: the cluster-robust variance of its
 * influence values, and Student's t with as many degrees as groups of their sizes are worth
 * (Cameron and Miller, 2015, Journal of Human Resources 50:317, sec. VI.D), with the skewness of
 * their sums reckoned with; and with groups of unlike sizes the same once more of groups that count
 * more alike.
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
    return Math.max(influence.variance(), influence.evened().variance()) * influence.groups();
  }

  @Override
  public Counted counted(long rows) {
    return Counted.groups(influence.groups(), column, influence.worth());
  }

  @Override
  public String method() {
    return "influence values summed by %s, %s groups%s"
        .formatted(
            column,
            Figures.count(influence.groups()),
            areAlike() ? "" : " of unlike sizes, as good as " + Figures.rough(influence.worth()));
  }

  private boolean areAlike() {
    return Figures.rough(influence.worth()).equals(Figures.rough(influence.groups()));
  }

  @Override
  public Map<String, Double> statistics() {
    double root = Math.sqrt(influence.groups());
    Map<String, Double> statistics = new HashMap<>();
    statistics.put("standard_error", influence.standardError());
    statistics.put("groups", (double) influence.groups());
    statistics.put("degrees", influence.degrees());
    statistics.put("skewness", influence.skewness() * root);
    if (!areAlike()) {
      GroupMean evened = influence.evened();
      statistics.put("evened_gain", gain + influence.shift());
      statistics.put("evened_standard_error", evened.standardError());
      statistics.put("evened_degrees", evened.degrees());
      statistics.put("evened_skewness", evened.skewness() * root);
    }
    return statistics;
  }
}

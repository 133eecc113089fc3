package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Influence;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.StudentT;
import java.util.Map;

/**
 * A gain whose rows depend on each other within groups: the cluster-robust variance of its
 * influence values, and Student's t with one degree less than there are groups (Cameron and Miller,
 * 2015, Journal of Human Resources 50:317, sec. VI.D).
 *
 * @param gain on these rows
 * @param influence of the gain, by group
 * @param rows how many
 * @param column that tells groups apart
 */
record GroupTest(double gain, Influence influence, int rows, String column) implements PairedTest {

  @Override
  public Interval interval(double confidence) {
    double reach = StudentT.twoSided(confidence, influence.units() - 1) * influence.standardError();
    return new Interval(gain - reach, gain + reach);
  }

  @Override
  public double pWorse(double margin) {
    double distance = gain + margin;
    double error = influence.standardError();
    if (error == 0) {
      return distance < 0 ? 0 : 1;
    }
    return StudentT.cdf(distance / error, influence.units() - 1);
  }

  /** As if groups stayed as large as they are. */
  @Override
  public double rowVariance() {
    return influence.variance() * rows;
  }

  @Override
  public String method() {
    return "influence values summed by %s, %s groups"
        .formatted(column, Figures.count(influence.units()));
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of(
        "standard_error", influence.standardError(), "groups", (double) influence.units());
  }
}

package dev.mlbox.core.gate;

import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.Normal;
import dev.mlbox.core.stats.PairedProportions;
import java.util.Map;

/**
 * Paired proportions by Tango's score interval.
 *
 * @param pairs rows that only the candidate, or only the baseline, gets right
 * @param share of all rows that take part, in (0, 1]
 */
record TangoTest(PairedProportions pairs, double share) implements PairedTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @Override
  public double gain() {
    return pairs.difference();
  }

  @Override
  public Interval interval(double confidence) {
    return pairs.tangoInterval(confidence);
  }

  @Override
  public double pWorse(double margin) {
    double delta = Math.max(-ALMOST_ONE, Math.min(ALMOST_ONE, -margin));
    return Normal.cdf(pairs.tangoZ(delta));
  }

  @Override
  public double rowVariance() {
    return (pairs.discordance() - gain() * gain()) / share;
  }

  /** Without a discordant row, those for which the limit z²/(n + z²) comes down to the distance. */
  @Override
  public double rowsNeeded(double distance, double alpha) {
    if (pairs.b() + pairs.c() > 0) {
      return PairedTest.super.rowsNeeded(distance, alpha);
    }
    double z = Normal.quantile(1 - alpha);
    return Math.ceil(z * z * (1 / distance - 1) / share);
  }

  @Override
  public String method() {
    return "Tango's score interval of paired proportions";
  }

  @Override
  public Map<String, Double> statistics() {
    return Map.of("n", (double) pairs.n(), "b", (double) pairs.b(), "c", (double) pairs.c());
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.foresight.Foresight;
import dev.mlbox.core.foresight.Rehearsal;
import dev.mlbox.core.foresight.Traffic;
import dev.mlbox.core.plan.Step;
import java.util.List;

/**
 * What a rollout would need.
 *
 * @param foresight expected of each step
 * @param equal rollouts of an equal canary, by chance
 * @param worse rollouts of one with five times the errors that are tolerated
 * @param lines for people
 */
public record Forecast(Foresight foresight, Rehearsal equal, Rehearsal worse, List<Step> lines) {
  private static final int RUNS = 100;
  private static final long SEED = 1;

  public Forecast {
    lines = List.copyOf(lines);
  }

  static Forecast of(CanaryConfig config, Traffic traffic, String whence) {
    Foresight foresight = Foresight.of(config, traffic);
    double bad = Math.min(1, 5 * Foresight.tolerated(config.revertIf(), traffic));
    Rehearsal equal = Rehearsal.of(config, traffic, traffic.errors(), RUNS, SEED);
    Rehearsal worse = Rehearsal.of(config, traffic, bad, RUNS, SEED);
    return new Forecast(
        foresight,
        equal,
        worse,
        new ForecastLines(config, bad, whence).of(foresight, equal, worse));
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.foresight.Foresight;
import dev.mlbox.core.foresight.Rehearsal;
import dev.mlbox.core.foresight.Traffic;
import dev.mlbox.core.plan.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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

  /**
   * Foresees.
   *
   * @param whence the traffic is known
   * @param listener is told how far it is
   */
  static Forecast of(CanaryConfig config, Traffic traffic, String whence, Listener listener) {
    listener.on(new Event.Started("plan", "playing %d rollouts by chance".formatted(2 * RUNS)));
    AtomicInteger played = new AtomicInteger();
    Runnable one =
        () ->
            listener.on(
                new Event.Progressed("plan", played.incrementAndGet(), 2L * RUNS, "rollouts"));
    Foresight foresight = Foresight.of(config, traffic);
    double bad = Math.min(1, 5 * Foresight.tolerated(config.revertIf(), traffic));
    Rehearsal equal = Rehearsal.of(config, traffic, traffic.errors(), RUNS, SEED, one);
    Rehearsal worse = Rehearsal.of(config, traffic, bad, RUNS, SEED, one);
    return new Forecast(
        foresight,
        equal,
        worse,
        new ForecastLines(config, bad, whence).of(foresight, equal, worse));
  }
}

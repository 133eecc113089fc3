package dev.mlbox.engine;

import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** What a person orders of a rollout that is on its way, or of what serves. */
final class Steering {
  private final Work work;

  Steering(Work work) {
    this.work = work;
  }

  RunReport steer(Function<Rollouts, RolloutEnd> order) {
    work.requireOwnCode();
    Instant began = work.now();
    try (Interruption interruption = new Interruption(work.clock());
        Ground ground = work.ground()) {
      work.revive(ground);
      RolloutEnd end = order.apply(work.rollouts(ground, interruption));
      RolloutRecord after = ground.target().memory().load().record();
      String headline = Headlines.serving(after, end, ground);
      return work.finished(
          new Draft(work.command(), Map.of(), null, began)
              .report(end.outcome(), headline, after.stable(), end, work.now()));
    }
  }
}

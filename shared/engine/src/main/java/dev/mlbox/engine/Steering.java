package dev.mlbox.engine;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.ground.Ground;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a person orders of a rollout that is on its way, or of what serves. */
final class Steering {
  private final Work work;

  Steering(Work work) {
    this.work = work;
  }

  /** Promotes the canary; a pilot in the cluster drives what follows, where that is configured. */
  RunReport promote(@Nullable String reason) {
    DeployConfig deploy = work.project().config().deploy();
    return deploy.pilot() == DeployConfig.Pilot.CLUSTER
        ? steered((ground, interruption) -> promotedByPilot(ground, interruption, reason))
        : steer(rollouts -> rollouts.promote(reason));
  }

  private RolloutEnd promotedByPilot(
      Ground ground, Interruption interruption, @Nullable String reason) {
    interruption.beginRollout();
    Holder me = work.me();
    CanaryConfig canary = work.project().config().deploy().canary();
    Rollouts rollouts = new Rollouts(ground.target(), canary, me, work.pace(interruption));
    Release promoted = rollouts.promoteFor(reason);
    try {
      ground.handOver(promoted, me);
    } catch (RuntimeException e) {
      // It is promoted all the same, so somebody has to watch it.
      work.tell(
          new Event.Noted(
              "watch", "no pilot could be started, this command drives: " + e.getMessage()));
      return rollouts.driveOn();
    }
    Handover handover = new Handover(ground.target(), canary, me, work.pace(interruption));
    handover.note("a pilot in the cluster drives; this command only follows, and may go");
    return handover.follow(promoted);
  }

  RunReport steer(Function<Rollouts, RolloutEnd> order) {
    return steered((ground, interruption) -> order.apply(work.rollouts(ground, interruption)));
  }

  private RunReport steered(BiFunction<Ground, Interruption, RolloutEnd> order) {
    work.requireOwnCode();
    work.requireReports();
    Instant began = work.now();
    try (Interruption interruption = new Interruption(work.clock(), work::tellUnbegun);
        Ground ground = work.ground()) {
      work.revive(ground);
      RolloutEnd end = order.apply(ground, interruption);
      RolloutRecord after = ground.target().memory().load().record();
      String headline = Headlines.serving(after, end, ground);
      return work.finished(
          new Draft(work.command(), Map.of(), null, began)
              .report(end.outcome(), headline, after.stable(), end, work.now()));
    }
  }
}

package dev.mlbox.engine;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.engine.ground.Ground;
import java.util.Optional;

/**
 * A release that is rolled out, by this command or by a pilot in the target.
 *
 * @param detached whether the command ends once a pilot drives
 */
record Launch(Work work, Ground ground, Interruption interruption, boolean detached) {

  /** Goes on to its end. Empty when that is not waited for. */
  Optional<RolloutEnd> roll(Release release, Probe probe) {
    ground.requireSigned(release);
    work.revive(ground);
    return work.project().config().deploy().pilot() == DeployConfig.Pilot.CLUSTER
        ? handedOver(release, probe)
        : Optional.of(work.rollouts(ground, interruption).deploy(release, probe));
  }

  private Optional<RolloutEnd> handedOver(Release release, Probe probe) {
    interruption.beginRollout();
    Holder me = work.me();
    Handover handover =
        new Handover(
            ground.target(),
            work.project().config().deploy().canary(),
            me,
            work.pace(interruption));
    Optional<RolloutEnd> end = handover.begin(release, probe);
    if (end.isPresent()) {
      return end;
    }
    new PilotStart(ground, me, () -> work.rollouts(ground, interruption)).of(release);
    if (detached) {
      return Optional.empty();
    }
    handover.note("a pilot in the cluster drives; this command only follows, and may go");
    return Optional.of(handover.follow(release));
  }
}

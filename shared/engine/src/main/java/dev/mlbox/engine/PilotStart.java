package dev.mlbox.engine;

import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.engine.ground.Ground;
import java.util.function.Supplier;

/**
 * Lets a pilot in the target drive what was begun. When none can be started (a quota, a Job of the
 * same name that is still being removed), nobody would drive: then it is taken back at once.
 *
 * @param me who has begun it
 * @param rollouts in this process, for taking it back
 */
record PilotStart(Ground ground, Holder me, Supplier<Rollouts> rollouts) {

  /** Starts it, or takes the rollout back and throws what stood in the way. */
  void of(Release release) {
    try {
      ground.handOver(release, me);
    } catch (RuntimeException e) {
      try {
        takeBack();
      } catch (RuntimeException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  private void takeBack() {
    Holder holder = ground.target().memory().load().record().holder();
    if (holder != null && holder.id().equals(me.id())) {
      rollouts.get().revert(null, "no pilot could be started");
    }
  }
}

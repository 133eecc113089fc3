package dev.mlbox.core.run;

import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.port.RolloutMemory.Conflict;
import dev.mlbox.core.port.RolloutMemory.Stored;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.RolloutRecord;
import java.util.function.UnaryOperator;

/**
 * One driver's hold on a model's record. Every write is conditional on nobody else having written,
 * so of two drivers the one who took over last goes on and the other one learns of it.
 */
final class Grip {
  private static final int TRIES = 20;

  private final RolloutMemory memory;
  private final Holder me;
  private Stored stored;

  Grip(RolloutMemory memory, Holder me) {
    this.memory = memory;
    this.me = me;
    this.stored = memory.load();
  }

  RolloutRecord record() {
    return stored.record();
  }

  /** Takes the record from whoever holds it, changing it on the way. */
  void take(UnaryOperator<RolloutRecord> change) {
    for (int i = 0; i < TRIES; i++) {
      try {
        stored = memory.save(change.apply(stored.record()).heldBy(me), stored.revision());
        return;
      } catch (Conflict conflict) {
        stored = memory.load();
      }
    }
    throw MlboxException.broken(
        Problem.of("the rollout's record changed %d times in a row".formatted(TRIES))
            .remedy("see who else deploys this model, then try again"),
        null);
  }

  /**
   * Writes what follows from the record that was last seen.
   *
   * @throws MlboxException SUPERSEDED when somebody else holds it now
   */
  void save(RolloutRecord next) {
    try {
      stored = memory.save(next.heldBy(me), stored.revision());
    } catch (Conflict conflict) {
      stored = memory.load();
      Holder other = stored.record().holder();
      if (other == null || !other.id().equals(me.id())) {
        throw MlboxException.superseded(
            Problem.of(
                (other == null ? "somebody" : other.name()) + " has taken over this rollout"));
      }
      // The last write arrived although its answer did not.
      try {
        stored = memory.save(next.heldBy(me), stored.revision());
      } catch (Conflict again) {
        throw MlboxException.superseded(Problem.of("somebody has taken over this rollout"));
      }
    }
  }
}

package dev.mlbox.core.port;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;

/**
 * The boxes split by the lease that they read: what was saved is in force, and ends by itself.
 *
 * @param memory where the lease is
 */
public record BoxSplitter(RolloutMemory memory) implements TrafficSplitter {

  @Override
  public Splitting kind() {
    return Splitting.BOX;
  }

  @Override
  public void split(Split split) {
    // In force with the saved lease.
  }

  @Override
  public Weight current() {
    Lease lease = memory.load().record().lease();
    return lease == null ? Weight.ZERO : lease.weight();
  }
}

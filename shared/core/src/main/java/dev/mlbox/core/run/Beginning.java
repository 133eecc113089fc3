package dev.mlbox.core.run;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a record becomes one in which a release is being rolled out, whatever was going on. */
final class Beginning {
  private final Release release;
  private final int steps;
  private final Instant now;

  /**
   * @param steps how many weights the canary goes through
   */
  Beginning(Release release, int steps, Instant now) {
    this.release = release;
    this.steps = steps;
    this.now = now;
  }

  /** Whether the record is in the middle of rolling out this very release, and to be resumed. */
  boolean isResumed(RolloutRecord record) {
    Release canary = record.canary();
    return record.isUnderWay()
        && canary != null
        && canary.version().equals(release.version())
        && !(record.state() instanceof RolloutState.Reverting);
  }

  /** Whether there is nothing to do. */
  boolean isServing(RolloutRecord record) {
    Release stable = record.stable();
    return !record.isUnderWay() && stable != null && stable.version().equals(release.version());
  }

  /** The record with which the rollout begins, or goes on. */
  RolloutRecord of(RolloutRecord record) {
    if (isServing(record)) {
      return record;
    }
    if (isResumed(record)) {
      return isOfOtherSteps(record)
          ? record.with(new RolloutState.Preparing(now)).with(alone(record)).counting(List.of())
          : record.with(Objects.requireNonNull(record.state()).resumedAt(now));
    }
    RolloutRecord settled = record.isUnderWay() ? settled(record) : record.asServed();
    Release stable = settled.stable();
    boolean again = stable != null && stable.version().equals(release.version());
    return settled
        .versions(stable, again ? null : release)
        .with(again ? new RolloutState.Succeeded(now, "") : new RolloutState.Preparing(now))
        .with(alone(settled))
        .counting(List.of());
  }

  /** The canary's steps were changed meanwhile: its counts belong to weights that are no more. */
  private boolean isOfOtherSteps(RolloutRecord record) {
    return (record.state() instanceof RolloutState.Shifting shifting && shifting.step() >= steps)
        || (!(record.state() instanceof RolloutState.Watching)
            && record.log().stream().anyMatch(batch -> batch.step() >= steps));
  }

  private static @Nullable Lease alone(RolloutRecord record) {
    Lease lease = record.lease();
    return lease == null
        ? null
        : new Lease(
            lease.renewal() + 1,
            lease.ttl(),
            Weight.ZERO,
            lease.stable(),
            null,
            lease.coverAfter());
  }

  /** Ends what another command began: a promoted version stays, a canary goes. */
  private RolloutRecord settled(RolloutRecord record) {
    Release canary = Objects.requireNonNull(record.canary());
    String why = "superseded by " + release.version();
    boolean promoted =
        record.state() instanceof RolloutState.Promoting
            || record.state() instanceof RolloutState.Watching;
    Past past = new Past(canary, promoted ? Past.End.PROMOTED : Past.End.REVERTED, why, now, "");
    return record.versions(promoted ? canary : record.stable(), null).ended(past);
  }
}

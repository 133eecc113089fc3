package dev.mlbox.core.run;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a record becomes one in which a release is being rolled out, whatever was going on. */
final class Beginning {
  /** How the reason of a rollout begins that another one took the place of. */
  static final String SUPERSEDED = "superseded by ";

  private final Release release;
  private final int steps;
  private final Instant now;
  private final Proven proven;

  /**
   * @param steps how many weights the canary goes through
   */
  Beginning(Release release, int steps, Instant now, Proven proven) {
    this.release = release;
    this.steps = steps;
    this.now = now;
    this.proven = proven;
  }

  /** The version that was stable before one that is still being watched. */
  interface Proven {

    /** Where it answers; empty when it does not, so that nobody can go back to it. */
    Optional<Route> place(Release stable);
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
    return !record.isUnderWay()
        && !record.isLeftOpen()
        && stable != null
        && stable.version().equals(release.version());
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

  /**
   * Ends what another command began. A canary goes, and so does a promoted version whose watch is
   * not over: stable is what has been proven, and that is kept warm to serve again. Only where it
   * is gone does the promoted version stay.
   */
  private RolloutRecord settled(RolloutRecord record) {
    Release canary = Objects.requireNonNull(record.canary());
    Release stable = record.stable();
    boolean promoted =
        record.state() instanceof RolloutState.Promoting
            || record.state() instanceof RolloutState.Watching;
    if (!promoted) {
      return ended(record, canary, SUPERSEDED + release.version());
    }
    Optional<Route> place = stable == null ? Optional.empty() : proven.place(stable);
    if (place.isEmpty()) {
      String why = SUPERSEDED + release.version() + " before its watch was over";
      return record.versions(canary, null).ended(new Past(canary, Past.End.PROMOTED, why, now, ""));
    }
    Lease lease = Objects.requireNonNull(record.lease());
    return ended(record, canary, SUPERSEDED + release.version() + " before its watch was over")
        .with(
            new Lease(
                lease.renewal() + 1,
                lease.ttl(),
                Weight.ZERO,
                place.get(),
                null,
                Lease.RELAY_LIMIT));
  }

  private RolloutRecord ended(RolloutRecord record, Release canary, String why) {
    return record
        .versions(record.stable(), null)
        .ended(new Past(canary, Past.End.REVERTED, why, now, ""));
  }
}

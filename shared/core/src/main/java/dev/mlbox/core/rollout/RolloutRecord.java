package dev.mlbox.core.rollout;

import dev.mlbox.core.judge.LiveBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a target remembers of one model: the state and the lease in one value, so that they are
 * written together or not at all.
 *
 * @param stable the version that serves; null before the first
 * @param canary the version that is being rolled out; null when none is
 * @param state where the rollout stands; null before the first
 * @param lease what boxes read; null before the first
 * @param holder who drives; null when nobody does
 * @param log what the canary's and the watch's counts were; empty outside a rollout
 * @param history newest last, at most {@link #REMEMBERED}
 * @param slowMillis above which a request counted as slow at last, so that whoever goes on judges
 *     by the same; null while not known
 * @param doubt in what the canary has been worse of late, so that its step waits, for whoever only
 *     looks; null when in nothing, and in records of an older mlbox
 */
public record RolloutRecord(
    @Nullable Release stable,
    @Nullable Release canary,
    @Nullable RolloutState state,
    @Nullable Lease lease,
    @Nullable Holder holder,
    List<LiveBatch> log,
    List<Past> history,
    @Nullable Double slowMillis,
    @Nullable String doubt) {

  /** How many lines of history are kept. */
  public static final int REMEMBERED = 50;

  /** One without doubt, in which no limit of what is slow is known. */
  public RolloutRecord(
      @Nullable Release stable,
      @Nullable Release canary,
      @Nullable RolloutState state,
      @Nullable Lease lease,
      @Nullable Holder holder,
      List<LiveBatch> log,
      List<Past> history) {
    this(stable, canary, state, lease, holder, log, history, null, null);
  }

  public RolloutRecord {
    log = List.copyOf(log);
    history = List.copyOf(history);
    doubt = doubt == null || doubt.isEmpty() ? null : doubt;
  }

  public static RolloutRecord empty() {
    return new RolloutRecord(null, null, null, null, null, List.of(), List.of());
  }

  /** In another state, about which nobody has had a doubt yet. */
  public RolloutRecord with(@Nullable RolloutState next) {
    return new RolloutRecord(stable, canary, next, lease, holder, log, history, slowMillis, null);
  }

  public RolloutRecord with(@Nullable Lease next) {
    return new RolloutRecord(stable, canary, state, next, holder, log, history, slowMillis, doubt);
  }

  public RolloutRecord heldBy(@Nullable Holder next) {
    return new RolloutRecord(stable, canary, state, lease, next, log, history, slowMillis, doubt);
  }

  public RolloutRecord versions(@Nullable Release serving, @Nullable Release onTrial) {
    return new RolloutRecord(
        serving, onTrial, state, lease, holder, log, history, slowMillis, doubt);
  }

  /** With another log of counts. */
  public RolloutRecord counting(List<LiveBatch> counts) {
    return new RolloutRecord(
        stable, canary, state, lease, holder, counts, history, slowMillis, doubt);
  }

  /** With another limit of what is slow, ms; infinite when none is known. */
  public RolloutRecord slowAbove(double millis) {
    return Double.isInfinite(millis)
        ? this
        : new RolloutRecord(stable, canary, state, lease, holder, log, history, millis, doubt);
  }

  /** With what speaks against the canary of late, in words; empty when nothing does. */
  public RolloutRecord doubting(String words) {
    return new RolloutRecord(stable, canary, state, lease, holder, log, history, slowMillis, words);
  }

  /** One more line of history; the oldest are dropped. */
  public RolloutRecord ended(Past past) {
    List<Past> longer = new ArrayList<>(history);
    longer.add(past);
    int from = Math.max(0, longer.size() - REMEMBERED);
    return new RolloutRecord(
        stable,
        canary,
        state,
        lease,
        holder,
        log,
        longer.subList(from, longer.size()),
        slowMillis,
        doubt);
  }

  /**
   * The same with whoever serves by the lease as the stable version: a rollout that halted after
   * the promotion left the new version serving, and the old one, which it could not go back to, is
   * none to compare with.
   */
  public RolloutRecord asServed() {
    boolean promoted =
        state instanceof RolloutState.Halted
            && canary != null
            && lease != null
            && canary.version().equals(lease.stable().version());
    return promoted ? versions(canary, null) : this;
  }

  /** Whether a rollout has halted beside a canary that has not been promoted: nobody ended it. */
  public boolean isLeftOpen() {
    return state instanceof RolloutState.Halted
        && canary != null
        && stable != null
        && equals(asServed());
  }

  /** Whether somebody has begun what nobody has ended. */
  public boolean isUnderWay() {
    return state != null && !state.isFinal();
  }

  /**
   * Whether a version has been found bad here, or nothing yet: its last rollout ended without a
   * promotion, or goes on.
   */
  public boolean isUnproven(String version) {
    return isUnproven(release -> release.version().equals(version));
  }

  /**
   * The same of a model, by the last version that had it.
   *
   * @param digest how the hex digits of its digest begin
   */
  public boolean isUnprovenModel(String digest) {
    return isUnproven(release -> release.model().startsWith("sha256:" + digest));
  }

  private boolean isUnproven(Predicate<Release> meant) {
    if (stable != null && meant.test(stable)) {
      return false;
    }
    for (int i = history.size() - 1; i >= 0; i--) {
      if (meant.test(history.get(i).release())) {
        return history.get(i).end() != Past.End.PROMOTED;
      }
    }
    return canary != null && meant.test(canary);
  }

  /** The newest version that was promoted before the one that serves, and not reverted since. */
  public Optional<Release> previous() {
    return earlier().stream().findFirst();
  }

  /**
   * Versions that were promoted before the one that serves, the newest first. One that was reverted
   * after it was promoted last is none of them: what was found bad once is no place to go back to.
   */
  public List<Release> earlier() {
    Set<String> newer = new HashSet<>();
    if (stable != null) {
      newer.add(stable.version());
    }
    List<Release> earlier = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      Past past = history.get(i);
      if (newer.add(past.release().version()) && past.end() == Past.End.PROMOTED) {
        earlier.add(past.release());
      }
    }
    return earlier;
  }
}

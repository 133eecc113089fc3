package dev.mlbox.core.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param history newest last, at most {@link #REMEMBERED}
 */
public record RolloutRecord(
    @Nullable Release stable,
    @Nullable Release canary,
    @Nullable RolloutState state,
    @Nullable Lease lease,
    @Nullable Holder holder,
    List<Past> history) {

  /** How many lines of history are kept. */
  public static final int REMEMBERED = 50;

  public RolloutRecord {
    history = List.copyOf(history);
  }

  public static RolloutRecord empty() {
    return new RolloutRecord(null, null, null, null, null, List.of());
  }

  public RolloutRecord with(@Nullable RolloutState next) {
    return new RolloutRecord(stable, canary, next, lease, holder, history);
  }

  public RolloutRecord with(@Nullable Lease next) {
    return new RolloutRecord(stable, canary, state, next, holder, history);
  }

  public RolloutRecord heldBy(@Nullable Holder next) {
    return new RolloutRecord(stable, canary, state, lease, next, history);
  }

  public RolloutRecord versions(@Nullable Release serving, @Nullable Release onTrial) {
    return new RolloutRecord(serving, onTrial, state, lease, holder, history);
  }

  /** One more line of history; the oldest are dropped. */
  public RolloutRecord ended(Past past) {
    List<Past> longer = new ArrayList<>(history);
    longer.add(past);
    int from = Math.max(0, longer.size() - REMEMBERED);
    return new RolloutRecord(
        stable, canary, state, lease, holder, longer.subList(from, longer.size()));
  }

  /** Whether somebody has begun what nobody has ended. */
  public boolean isUnderWay() {
    return state != null && !state.isFinal();
  }

  /** The newest promoted version other than the one that serves, never one that was reverted. */
  public Optional<Release> previous() {
    for (int i = history.size() - 1; i >= 0; i--) {
      Past past = history.get(i);
      boolean other = stable == null || !past.release().version().equals(stable.version());
      if (other && past.end() == Past.End.PROMOTED && !wasReverted(past.release())) {
        return Optional.of(past.release());
      }
    }
    return Optional.empty();
  }

  private boolean wasReverted(Release release) {
    return history.stream()
        .anyMatch(
            past ->
                past.end() == Past.End.REVERTED
                    && past.release().version().equals(release.version()));
  }
}

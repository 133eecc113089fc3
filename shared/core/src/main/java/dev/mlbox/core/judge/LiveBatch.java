package dev.mlbox.core.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Live counts of both arms while one weight was in force within one minute: all that the judge
 * needs, and all that is kept of a rollout.
 *
 * @param minute whole minutes since the rollout began
 * @param step of the canary; steps count from 0, {@link #SHADOW} before them
 * @param share the probability with which each request was given to the canary; ½ for copies: a bad
 *     event is as likely on either of two arms that get the same requests
 * @param stable counts of the stable version
 * @param canary counts of the canary
 */
public record LiveBatch(long minute, int step, double share, ArmOutcome stable, ArmOutcome canary) {

  /** The step of copies, which come before any live weight. */
  public static final int SHADOW = -1;

  /** Whether two batches can be added without loss. */
  boolean isSame(LiveBatch other) {
    return minute == other.minute && step == other.step && share == other.share;
  }

  LiveBatch plus(LiveBatch other) {
    return new LiveBatch(minute, step, share, stable.plus(other.stable), canary.plus(other.canary));
  }

  /** A log with one more batch, merged into one of the same minute, step and share. */
  public static List<LiveBatch> add(List<LiveBatch> log, LiveBatch batch) {
    List<LiveBatch> longer = new ArrayList<>(log);
    for (int i = longer.size() - 1; i >= 0; i--) {
      if (longer.get(i).isSame(batch)) {
        longer.set(i, longer.get(i).plus(batch));
        return List.copyOf(longer);
      }
    }
    longer.add(batch);
    return List.copyOf(longer);
  }
}

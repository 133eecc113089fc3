package dev.mlbox.core.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
 * @param boxes counts of the stable version's boxes, at most {@link #MOST_BOXES}; empty when there
 *     is one only
 * @param signal what was counted: {@link #REQUESTS}, or the name of a metric of another source
 */
public record LiveBatch(
    long minute,
    int step,
    double share,
    ArmOutcome stable,
    ArmOutcome canary,
    Map<String, ArmOutcome> boxes,
    String signal) {

  /** The step of copies, which come before any live weight. */
  public static final int SHADOW = -1;

  /** What boxes count themselves: answers, errors, times. */
  public static final String REQUESTS = "";

  /** More boxes are not told apart: a rollout's record has to stay small. */
  public static final int MOST_BOXES = 16;

  /** Records of an older mlbox have neither boxes nor signals. */
  public LiveBatch(
      long minute,
      int step,
      double share,
      ArmOutcome stable,
      ArmOutcome canary,
      @Nullable Map<String, ArmOutcome> boxes,
      @Nullable String signal) {
    this.minute = minute;
    this.step = step;
    this.share = share;
    this.stable = stable;
    this.canary = canary;
    this.boxes =
        boxes == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(boxes));
    this.signal = signal == null ? REQUESTS : signal;
  }

  /** Requests that were not told apart by box. */
  public LiveBatch(long minute, int step, double share, ArmOutcome stable, ArmOutcome canary) {
    this(minute, step, share, stable, canary, Map.of(), REQUESTS);
  }

  /** The batches of one signal, in their order. */
  public static List<LiveBatch> of(String signal, List<LiveBatch> log) {
    return log.stream().filter(batch -> batch.signal().equals(signal)).toList();
  }

  /** The batches that tell of requests, in their order. */
  public static List<LiveBatch> requests(List<LiveBatch> log) {
    return of(REQUESTS, log);
  }

  LiveBatch at(double otherShare) {
    return new LiveBatch(minute, step, otherShare, stable, canary, boxes, signal);
  }

  /** Whether two batches can be added without loss. */
  boolean isSame(LiveBatch other) {
    return minute == other.minute
        && step == other.step
        && share == other.share
        && signal.equals(other.signal);
  }

  LiveBatch plus(LiveBatch other) {
    Map<String, ArmOutcome> sums = new TreeMap<>(boxes);
    other.boxes.forEach(
        (box, counts) -> {
          if (sums.containsKey(box) || sums.size() < MOST_BOXES) {
            sums.merge(box, counts, ArmOutcome::plus);
          }
        });
    return new LiveBatch(
        minute, step, share, stable.plus(other.stable), canary.plus(other.canary), sums, signal);
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

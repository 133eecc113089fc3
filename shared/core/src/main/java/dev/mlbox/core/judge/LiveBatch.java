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

  private static final long AGE_TO_BLOCK = 16;

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

  /** Whether there was anybody to compare with. */
  boolean isOfTwoArms() {
    return share < 1;
  }

  /** What it says of one arm where the other is not there to be compared with. */
  public LiveBatch ofCanaryAlone() {
    return new LiveBatch(minute, step, 1, ArmOutcome.NONE, canary, Map.of(), signal);
  }

  LiveBatch at(double otherShare) {
    return new LiveBatch(minute, step, otherShare, stable, canary, boxes, signal);
  }

  /** Whether two batches can be added without loss. */
  boolean isSame(LiveBatch other) {
    return minute == other.minute
        && step == other.step
        && isOfShare(other)
        && signal.equals(other.signal);
  }

  /** A share that was observed is another one each time; one that was drawn with is not. */
  private boolean isOfShare(LiveBatch other) {
    boolean observed =
        !signal.equals(REQUESTS)
            && !signal.equals(UserLedger.SIGNAL)
            && isOfTwoArms()
            && other.isOfTwoArms()
            && isOfLabels();
    return observed || share == other.share;
  }

  private boolean isOfLabels() {
    return stable.requests() > 0 && canary.requests() > 0;
  }

  private double pooledShare(LiveBatch other) {
    if (share == other.share) {
      return share;
    }
    double own = (double) canary.requests() + other.canary.requests();
    return own / (own + stable.requests() + other.stable.requests());
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
        Math.min(minute, other.minute),
        step,
        pooledShare(other),
        stable.plus(other.stable),
        canary.plus(other.canary),
        sums,
        signal);
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
    return merged(longer, batch.minute());
  }

  /**
   * A log in which minutes long ago are told apart less than recent ones: blocks of up to a {@value
   * #AGE_TO_BLOCK}th of their age, so that it grows with the logarithm of the time.
   */
  private static List<LiveBatch> merged(List<LiveBatch> log, long now) {
    List<LiveBatch> shorter = new ArrayList<>();
    for (LiveBatch batch : log) {
      long block =
          Math.max(1, Long.highestOneBit(Math.max(1, (now - batch.minute) / AGE_TO_BLOCK)));
      boolean added = false;
      for (int i = shorter.size() - 1; i >= 0 && !added; i--) {
        LiveBatch before = shorter.get(i);
        if (before.step == batch.step
            && before.minute / block == batch.minute / block
            && before.signal.equals(batch.signal)
            && before.isOfShare(batch)) {
          shorter.set(i, before.plus(batch));
          added = true;
        } else if (before.minute / block < batch.minute / block
            && before.signal.equals(batch.signal)) {
          break;
        }
      }
      if (!added) {
        shorter.add(batch);
      }
    }
    return List.copyOf(shorter);
  }
}

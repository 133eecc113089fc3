package dev.mlbox.core.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns boxes' counts of answers by bin into batches, one for each bin that can be judged. */
public final class BinLedger {
  private static final long FIRST = 5;
  private static final long HOUR = 60;

  private final Bins bins;
  private final Map<String, Tally.Binned> readings = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  public BinLedger(Bins bins) {
    this.bins = bins;
  }

  /** When in a rollout. */
  public record Place(long minute, int step) {}

  /**
   * What came since the last reading of each box; nothing at its first, from which counting begins.
   *
   * @param tallies of the stable version's boxes, by box
   */
  public List<LiveBatch> read(Map<String, Tally> tallies, String canaryVersion, Place place) {
    Map<Double, Tally.Binned> sums = new TreeMap<>();
    tallies.forEach(
        (box, tally) -> {
          boolean stranger = seen.add(box);
          for (Tally.Binned now : tally.bins()) {
            if (now.canaryVersion().equals(canaryVersion) && now.stable().length == bins.count()) {
              Tally.Binned before =
                  readings.put(box + "/" + tally.boot() + "/" + now.weight(), now);
              if (!stranger) {
                sums.merge(now.weight(), now.since(before), Tally.Binned::plus);
              }
            }
          }
        });
    List<LiveBatch> batches = new ArrayList<>();
    sums.forEach((weight, sum) -> batches.addAll(batches(sum, place)));
    return batches;
  }

  /**
   * Bins are many, and a record has to stay small: five minutes are one batch at first, an hour is
   * later.
   */
  private static long period(long minute) {
    return minute < HOUR ? minute / FIRST * FIRST : minute / HOUR * HOUR;
  }

  private List<LiveBatch> batches(Tally.Binned sum, Place place) {
    List<LiveBatch> batches = new ArrayList<>();
    long canary = all(sum.canary());
    long stable = all(sum.stable());
    if (canary + stable == 0) {
      return batches;
    }
    for (int bin : bins.known()) {
      batches.add(
          new LiveBatch(
              period(place.minute()),
              place.step(),
              sum.weight(),
              new ArmOutcome(stable, sum.stable()[bin], 0, 0),
              new ArmOutcome(canary, sum.canary()[bin], 0, 0),
              null,
              bins.signal(bin)));
    }
    return batches;
  }

  private static long all(long[] counts) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    return all;
  }
}

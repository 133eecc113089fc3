package dev.mlbox.core.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns boxes' counts of rows that both versions answered into batches of one arm: the canary. */
final class TwinLedger {
  /** The name of its batches in a log. */
  static final String SIGNAL = "disagreement";

  private final Map<String, Tally.Twins> readings = new HashMap<>();

  /** Twins of a canary begin with it, so that all are evidence. */
  Optional<LiveBatch> read(
      Map<String, Tally> tallies, String stableVersion, String canaryVersion, long minute) {
    ArmOutcome canary = ArmOutcome.NONE;
    for (Map.Entry<String, Tally> box : tallies.entrySet()) {
      Tally tally = box.getValue();
      if (tally.version().equals(stableVersion)) {
        for (Tally.Twins twins : tally.twins()) {
          if (twins.version().equals(canaryVersion)) {
            Tally.Twins before = readings.put(box.getKey() + "/" + tally.boot(), twins);
            canary =
                canary.plus(
                    new ArmOutcome(
                        twins.all() - (before == null ? 0 : before.all()),
                        twins.different() - (before == null ? 0 : before.different()),
                        0,
                        0));
          }
        }
      }
    }
    return canary.requests() == 0
        ? Optional.empty()
        : Optional.of(
            new LiveBatch(
                minute, LiveBatch.SHADOW, 0.5, ArmOutcome.NONE, canary, Map.of(), SIGNAL));
  }
}

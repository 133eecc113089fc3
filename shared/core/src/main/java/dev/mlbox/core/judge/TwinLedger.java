package dev.mlbox.core.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns boxes' counts of requests that both versions answered into batches of one arm: the canary.
 */
final class TwinLedger {
  /** The name of its batches in a log. */
  static final String SIGNAL = "disagreement";

  private static final double EVEN = 0.5;

  private final Map<String, Tally.Twins> readings = new HashMap<>();

  /**
   * What came since the last reading.
   *
   * @param boxes of the stable version, by name
   * @param strangers among them, whose counts only give a number to count from
   */
  Optional<LiveBatch> read(
      Map<String, Tally> boxes, Set<String> strangers, String canaryVersion, Ledger.Place place) {
    ArmOutcome canary = ArmOutcome.NONE;
    for (Map.Entry<String, Tally> box : boxes.entrySet()) {
      for (Tally.Twins twins : box.getValue().twins()) {
        if (twins.version().equals(canaryVersion)) {
          Tally.Twins before = readings.put(box.getKey() + "/" + box.getValue().boot(), twins);
          if (!strangers.contains(box.getKey())) {
            canary = canary.plus(since(before, twins));
          }
        }
      }
    }
    return canary.requests() == 0
        ? Optional.empty()
        : Optional.of(
            new LiveBatch(
                place.minute(), place.step(), EVEN, ArmOutcome.NONE, canary, Map.of(), SIGNAL));
  }

  private static ArmOutcome since(Tally.@Nullable Twins before, Tally.Twins now) {
    // A box that has seen many canaries begins anew.
    return before == null || now.all() < before.all()
        ? new ArmOutcome(now.all(), now.different(), 0, 0)
        : new ArmOutcome(now.all() - before.all(), now.different() - before.different(), 0, 0);
  }
}

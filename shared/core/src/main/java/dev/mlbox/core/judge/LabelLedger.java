package dev.mlbox.core.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns boxes' counts of labels into batches: what became known, after some time, of the answers of
 * both arms. Only answers that were drawn in this canary's trial count, and those of one weight are
 * a batch of their own: labels of yesterday, or of a step that one arm had more of, are not the
 * same labels. Not every answer gets one, so the share of a batch is that of its labels, once both
 * arms have some.
 */
final class LabelLedger {
  /** The name of its batches in a log. */
  static final String SIGNAL = "wrong";

  private static final long SOME = 5;

  private final Map<String, Tally.Labels> readings = new HashMap<>();
  private final Map<Double, Both> waiting = new TreeMap<>();

  private record Both(ArmOutcome stable, ArmOutcome canary) {
    static final Both NONE = new Both(ArmOutcome.NONE, ArmOutcome.NONE);

    boolean areSome() {
      return stable.requests() >= SOME && canary.requests() >= SOME;
    }
  }

  /**
   * What came since the last reading, a batch for each weight.
   *
   * @param boxes of the stable version, which count the labels of both; by name
   * @param strangers among them, whose counts only give a number to count from
   */
  List<LiveBatch> read(
      Map<String, Tally> boxes, Set<String> strangers, String canaryVersion, Ledger.Place place) {
    boxes.forEach(
        (box, tally) -> {
          for (Tally.Labels labels : tally.labels()) {
            Tally.Trial trial = labels.trial();
            if (trial != null && trial.canaryVersion().equals(canaryVersion)) {
              ArmOutcome fresh = fresh(box + "/" + tally.boot(), labels, trial);
              if (!strangers.contains(box)) {
                boolean canary = labels.version().equals(canaryVersion);
                waiting.merge(trial.weight(), one(fresh, canary), LabelLedger::plus);
              }
            }
          }
        });
    List<LiveBatch> batches = new ArrayList<>();
    waiting.replaceAll(
        (weight, both) -> {
          if (!both.areSome()) {
            return both;
          }
          batches.add(batch(both, place));
          return Both.NONE;
        });
    return batches;
  }

  private static LiveBatch batch(Both both, Ledger.Place place) {
    double canary = both.canary().requests();
    double share = canary / (canary + both.stable().requests());
    return new LiveBatch(
        place.minute(), place.step(), share, both.stable(), both.canary(), Map.of(), SIGNAL);
  }

  private static Both one(ArmOutcome outcome, boolean canary) {
    return canary ? new Both(ArmOutcome.NONE, outcome) : new Both(outcome, ArmOutcome.NONE);
  }

  private static Both plus(Both one, Both other) {
    return new Both(one.stable().plus(other.stable()), one.canary().plus(other.canary()));
  }

  private ArmOutcome fresh(String boot, Tally.Labels now, Tally.Trial trial) {
    String key = boot + "/" + now.version() + "/" + trial;
    Tally.@Nullable Labels before = readings.put(key, now);
    if (before != null && now.all() < before.all()) {
      // A box that was told of too many draws begins anew.
      before = null;
    }
    long all = now.all() - (before == null ? 0 : before.all());
    long wrong = now.wrong() - (before == null ? 0 : before.wrong());
    return new ArmOutcome(all, wrong, 0, 0);
  }
}

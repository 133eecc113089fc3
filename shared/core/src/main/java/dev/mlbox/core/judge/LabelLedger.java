package dev.mlbox.core.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns boxes' counts of labels into batches: what became known, after some time, of the answers of
 * both arms. Labels come in their own time and share, so a batch is made once both arms have some,
 * and its share is that of the labels.
 */
final class LabelLedger {
  /** The name of its batches in a log. */
  static final String SIGNAL = "wrong";

  private static final long SOME = 5;

  private final Map<String, Tally.Labels> readings = new HashMap<>();
  private boolean first = true;
  private ArmOutcome stable = ArmOutcome.NONE;
  private ArmOutcome canary = ArmOutcome.NONE;

  /** Reads the boxes of the stable version, which count the labels of both. */
  Optional<LiveBatch> read(
      Map<String, Tally> tallies, String stableVersion, String canaryVersion, Place place) {
    tallies.forEach(
        (box, tally) -> {
          if (tally.version().equals(stableVersion)) {
            stable = stable.plus(fresh(box, tally, stableVersion));
            canary = canary.plus(fresh(box, tally, canaryVersion));
          }
        });
    if (first) {
      first = false;
      stable = ArmOutcome.NONE;
      canary = ArmOutcome.NONE;
    }
    if (stable.requests() < SOME || canary.requests() < SOME) {
      return Optional.empty();
    }
    double share = (double) canary.requests() / (canary.requests() + stable.requests());
    LiveBatch batch =
        new LiveBatch(place.minute(), place.step(), share, stable, canary, Map.of(), SIGNAL);
    stable = ArmOutcome.NONE;
    canary = ArmOutcome.NONE;
    return Optional.of(batch);
  }

  /** When in a rollout. */
  record Place(long minute, int step) {}

  private ArmOutcome fresh(String box, Tally tally, String version) {
    String key = box + "/" + tally.boot() + "/" + version;
    Tally.Labels now =
        tally.labels().stream()
            .filter(each -> each.version().equals(version))
            .findFirst()
            .orElse(new Tally.Labels(version, 0, 0));
    Tally.Labels before = readings.put(key, now);
    long all = now.all() - (before == null ? 0 : before.all());
    long wrong = now.wrong() - (before == null ? 0 : before.wrong());
    return new ArmOutcome(all, wrong, 0, 0);
  }
}

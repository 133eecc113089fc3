package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.BinLedger;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads by what answers are, where the answers of both versions to the same rows were known before;
 * where they were not, nobody is judged by it.
 */
final class DriftWatch {
  private @Nullable BinLedger ledger;
  private boolean asked;

  /** The canary's, if they are about the version that serves. */
  static @Nullable Bins bins(RolloutRecord record) {
    Release canary = record.canary();
    Release stable = record.stable();
    return canary == null || stable == null ? null : Bins.about(stable.version(), canary.bins());
  }

  /** The criteria to judge by: with drift, by default, where it can be judged, else without. */
  static List<Criterion> criteria(CanaryConfig config, Release stable, Release canary) {
    return config.criteria(canary.bins(), stable.version());
  }

  /** A log with what came since the last look. */
  List<LiveBatch> read(
      List<LiveBatch> log,
      Map<String, Tally> tallies,
      Release stable,
      Release canary,
      Look.Part part,
      Instant now) {
    BinLedger reader = ledger(stable, canary);
    if (reader == null) {
      return log;
    }
    long minute = Math.max(0, Duration.between(part.began(), now).toMinutes());
    List<LiveBatch> longer = log;
    for (LiveBatch batch :
        reader.read(tallies, canary.version(), new BinLedger.Place(minute, part.step()))) {
      longer = LiveBatch.add(longer, batch);
    }
    return longer;
  }

  private @Nullable BinLedger ledger(Release stable, Release canary) {
    if (!asked) {
      asked = true;
      Bins bins = Bins.about(stable.version(), canary.bins());
      ledger = bins == null ? null : new BinLedger(bins);
    }
    return ledger;
  }
}

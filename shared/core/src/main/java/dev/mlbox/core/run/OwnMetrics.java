package dev.mlbox.core.run;

import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.OwnReadings;
import dev.mlbox.core.port.MetricSource;
import dev.mlbox.core.problem.MlboxException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the user's own metrics as often as each wants to be read, and remembers which could not be:
 * a source that is down says nothing of a model, neither good nor bad.
 */
final class OwnMetrics {
  private final MetricSource source;
  private final Map<OwnMetric, OwnReadings> readings = new LinkedHashMap<>();
  private final Map<OwnMetric, String> troubles = new HashMap<>();

  OwnMetrics(MetricSource source, List<Criterion> criteria) {
    this.source = source;
    for (Criterion criterion : criteria) {
      OwnMetric own = criterion.own();
      if (own != null) {
        readings.put(own, new OwnReadings(own, criterion.ratio()));
      }
    }
  }

  /** Both versions. */
  record Arms(String stable, String canary) {}

  /** Requests that came between two readings. */
  void count(LiveBatch requests) {
    readings.values().forEach(each -> each.count(requests));
  }

  /** A log with what is due now. */
  List<LiveBatch> read(List<LiveBatch> log, Arms arms, Look.Part part, Instant now) {
    List<LiveBatch> longer = log;
    for (Map.Entry<OwnMetric, OwnReadings> entry : readings.entrySet()) {
      // In its shadow a canary has no users, whose doings most such metrics tell of.
      if (part.step() != LiveBatch.SHADOW && entry.getValue().isDue(now)) {
        Optional<LiveBatch> batch = read(entry.getKey(), entry.getValue(), arms, part, now);
        if (batch.isPresent()) {
          longer = LiveBatch.add(longer, batch.get());
        }
      }
    }
    return longer;
  }

  private Optional<LiveBatch> read(
      OwnMetric metric, OwnReadings reading, Arms arms, Look.Part part, Instant now) {
    try {
      OwnReadings.Values values =
          new OwnReadings.Values(
              source.measure(metric, arms.stable()), source.measure(metric, arms.canary()));
      troubles.remove(metric);
      return reading.read(values, part.step(), part.began(), now);
    } catch (MlboxException e) {
      troubles.put(metric, e.problems().get(0).message());
      return Optional.empty();
    }
  }

  /**
   * The same judgement, knowing what could not be measured at its last reading: that is an error,
   * but for what may be ignored then, which is left out and told of.
   */
  Assessment judged(Assessment assessment, boolean patienceOver) {
    Map<String, String> present = new HashMap<>();
    Map<String, String> ignored = new HashMap<>();
    troubles.forEach(
        (metric, words) -> {
          if (patienceOver && metric.down() == OwnMetric.Down.IGNORE) {
            ignored.put(metric.name(), words);
          } else {
            present.put(metric.name(), words);
          }
        });
    return assessment.without(present).leavingOut(ignored);
  }
}

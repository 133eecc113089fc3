package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.MetricSource;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at a version that was promoted, and at the old one beside it where that keeps a share. */
final class WatchLook {
  private final MetricSource metrics;
  private final CanaryConfig config;
  private final boolean observed;
  private final OwnMetrics own;
  private final Ledgers ledgers;
  private @Nullable Instant origin;
  private boolean begun;

  /**
   * A look at a watch.
   *
   * @param observed whether shares are what was seen
   * @param ledgers those of the canary's time
   */
  WatchLook(
      MetricSource metrics,
      CanaryConfig config,
      boolean observed,
      OwnMetrics own,
      Ledgers ledgers) {
    this.metrics = metrics;
    this.config = config;
    this.observed = observed;
    this.own = own;
    this.ledgers = ledgers;
  }

  /** Who there is in a watch. */
  record Arms(Health oldHealth, @Nullable Release old, Release promoted) {}

  /**
   * What is known after a look, and where the next one goes on.
   *
   * @param log all counts so far
   * @param assessment what the judge said last
   */
  record Sight(List<LiveBatch> log, Assessment assessment, Verdict verdict, String reason) {
    Sight error(String why) {
      return new Sight(log, assessment, Verdict.ERROR, why);
    }
  }

  /**
   * Reads what boxes have counted before the promotion, so that all they count after it is of the
   * watch; once. Where they cannot be read the first look does it.
   */
  void begin(List<LiveBatch> log, Release old, Release promoted, Instant now) {
    if (begun || isAlone()) {
      return;
    }
    try {
      Map<String, Tally> seen = seenFrom(old.version(), metrics.tallies(promoted.version()));
      Look.Part part = part(log, now, now);
      ledgers.beside(part.began()).read(seen, old.version(), promoted.version(), part.step(), now);
      begun = true;
    } catch (MlboxException e) {
      return;
    }
  }

  private boolean isAlone() {
    return config.rules().heldOut(false).isZero();
  }

  private Look.Part part(List<LiveBatch> log, Instant since, Instant now) {
    // A rollout may have had more steps than are configured now.
    int step =
        log.stream().mapToInt(LiveBatch::step).reduce(config.rules().weights().size(), Math::max);
    return new Look.Part(step, origin(log, since, now));
  }

  /** What is known after one more look. */
  Sight at(Sight before, Arms arms, RolloutState.Watching watching, Instant now) {
    Look.Part part = part(before.log(), watching.since(), now);
    Release promoted = arms.promoted();
    Release old = arms.old();
    RolloutJudge judge;
    List<LiveBatch> log;
    try {
      Map<String, Tally> tallies = metrics.tallies(promoted.version());
      judge =
          old == null ? config.judge() : config.judge(DriftWatch.criteria(config, old, promoted));
      if (old == null || isAlone()) {
        log =
            LiveBatch.add(
                before.log(),
                ledgers
                    .canary(part.began())
                    .readAlone(tallies, promoted.version(), part.step(), now));
      } else {
        boolean alive = arms.oldHealth().isAlive();
        Both both = new Both(old, promoted, alive);
        log = beside(before.log(), tallies, both, part, now);
        if (!alive) {
          return bereft(log, before.assessment());
        }
      }
    } catch (MlboxException e) {
      return before.error("counts: " + e.problems().get(0).message());
    }
    boolean patienceOver =
        !Duration.between(watching.since(), now).minus(config.rules().patience()).isNegative();
    Assessment assessment = own.judged(judge.observing(observed).watched(log), patienceOver);
    return new Sight(log, assessment, assessment.verdict(), assessment.reason());
  }

  private record Both(Release old, Release promoted, boolean areAlive) {}

  /** The promoted version's boxes draw for the old one: seen from there, it is as in a canary. */
  private List<LiveBatch> beside(
      List<LiveBatch> log, Map<String, Tally> tallies, Both both, Look.Part part, Instant now) {
    String old = both.old().version();
    String promoted = both.promoted().version();
    List<LiveBatch> longer = log;
    for (LiveBatch batch :
        ledgers
            .beside(part.began())
            .read(seenFrom(old, tallies), old, promoted, part.step(), now)) {
      longer = LiveBatch.add(longer, both.areAlive() ? batch : batch.ofCanaryAlone());
      own.count(batch);
    }
    return own.read(longer, new OwnMetrics.Arms(old, promoted), part, now);
  }

  private static Map<String, Tally> seenFrom(String old, Map<String, Tally> tallies) {
    Map<String, Tally> seen = new HashMap<>();
    tallies.forEach((box, tally) -> seen.put(box, tally.seenFrom(old)));
    return seen;
  }

  /** Without an old version there is nothing to compare with, and nowhere to go back to. */
  private Sight bereft(List<LiveBatch> log, Assessment last) {
    String doubt = config.judge().doubt(log);
    return doubt.isEmpty()
        ? new Sight(log, last, Verdict.ERROR, "no box of the old version answers to compare with")
        : new Sight(log, last, Verdict.FAIL, doubt);
  }

  /** Minutes of a watch follow those of the canary, whoever counted them. */
  private Instant origin(List<LiveBatch> log, Instant since, Instant now) {
    Instant present = origin;
    if (present == null) {
      long minutes = log.stream().mapToLong(batch -> batch.minute() + 1).max().orElse(0);
      Instant joined = now.minus(Duration.ofMinutes(minutes));
      present = joined.isBefore(since) ? joined : since;
      origin = present;
    }
    return present;
  }
}

package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Lately;
import dev.mlbox.core.judge.Ledger;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Observation;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the target and says what there is to see; decides nothing. */
final class Look {
  private final Target target;
  private final CanaryConfig config;
  private final Probe probe;
  private final OwnMetrics own;
  private final DriftWatch drift;
  private final Lately lately;
  private final Ledgers ledgers;
  private @Nullable WatchLook watch;
  private @Nullable Instant goneSince;
  private List<LiveBatch> log = List.of();
  private boolean resumed;
  private String unrest = "";
  private Assessment assessment = new Assessment(List.of(), false);

  Look(Target target, CanaryConfig config, Probe probe) {
    this.target = target;
    this.config = config;
    this.probe = probe;
    this.own = new OwnMetrics(target.metrics(), config.revertIf());
    this.drift = new DriftWatch();
    this.lately = new Lately(config.revertIf());
    this.ledgers = new Ledgers(config);
  }

  /** All counts so far. */
  List<LiveBatch> log() {
    return log;
  }

  /** What the judge said last. */
  Assessment assessment() {
    return assessment;
  }

  /** The stable's 99th percentile that slow is measured against, ms; infinite while not known. */
  double slowMillis() {
    return ledgers.slowMillis();
  }

  /** For how many minutes on end the stable version's answers took too long to be waited for. */
  int outgrown() {
    return ledgers.outgrown();
  }

  Observation at(RolloutRecord record, Instant now, boolean interrupted) {
    RolloutState state = record.state();
    Release canary = record.canary();
    if (state == null || canary == null) {
      throw new IllegalStateException("no rollout to look at");
    }
    unrest = "";
    resume(record);
    Release stable = record.stable();
    Health stableHealth =
        stable == null ? Health.NONE : target.workloads().health(stable.version());
    Health canaryHealth = target.workloads().health(canary.version());
    Said said = new Said(Verdict.INCONCLUSIVE, "");
    Said judged = new Said(Verdict.INCONCLUSIVE, "");
    long stepRequests = 0;
    if (state instanceof RolloutState.Probing && canaryHealth.isReady()) {
      said = probed(canary);
    } else if (state instanceof RolloutState.Shadowing && stable != null) {
      judged = counted(stable, canary, new Part(LiveBatch.SHADOW, state.since()), now);
      stepRequests = requestsOf(LiveBatch.SHADOW);
    } else if (state instanceof RolloutState.Shifting shifting && stable != null) {
      judged = counted(stable, canary, new Part(shifting.step(), shifting.started()), now);
      stepRequests = requestsOf(shifting.step());
    } else if (state instanceof RolloutState.Awaiting awaiting && stable != null) {
      judged = counted(stable, canary, new Part(awaiting.step(), awaiting.started()), now);
      stepRequests = requestsOf(awaiting.step());
    } else if (state instanceof RolloutState.Watching watching) {
      judged = watched(new WatchLook.Arms(stableHealth, stable, canary), watching, now);
    }
    return new Observation(
        stable == null,
        stableHealth,
        canaryHealth,
        said.verdict(),
        stepRequests,
        judged.verdict(),
        said.reason().isEmpty() ? judged.reason() : said.reason(),
        interrupted,
        stableGone(stableHealth, now),
        state instanceof RolloutState.Watching ? config.judge().doubt(log) : unrest);
  }

  /** Before a promotion: what boxes count from then on is of the watch. */
  void beforeTheWatch(RolloutRecord record, Instant now) {
    Release old = record.stable();
    Release promoted = record.canary();
    if (old != null && promoted != null && !config.rules().watch().isZero()) {
      watch().begin(log, old, promoted, now);
    }
  }

  /** What another driver counted; from then on the log is kept here, and saved when it is due. */
  void resume(RolloutRecord record) {
    if (!resumed) {
      resumed = true;
      log = record.log();
      if (!log.isEmpty()) {
        ledgers.goOn(record.slowMillis());
      }
    }
  }

  /** In what the canary was worse of late when it was last looked at; empty when in nothing. */
  String unrest() {
    return unrest;
  }

  /** For how long the stable version has answered nobody. */
  private Duration stableGone(Health stable, Instant now) {
    if (stable.isAlive()) {
      goneSince = null;
      return Duration.ZERO;
    }
    Instant since = goneSince;
    if (since == null) {
      since = now;
      goneSince = now;
    }
    return Duration.between(since, now);
  }

  private record Said(Verdict verdict, String reason) {}

  private Said probed(Release canary) {
    Route route = target.workloads().start(canary);
    try {
      Predictions served = target.prober().ask(route, probe.rows());
      Optional<String> difference = probe.difference(served);
      return difference.isEmpty()
          ? new Said(Verdict.PASS, "")
          : new Said(Verdict.FAIL, "probe: " + difference.get());
    } catch (MlboxException e) {
      return new Said(Verdict.ERROR, "probe: " + e.problems().get(0).message());
    }
  }

  /**
   * A part of a canary's time.
   *
   * @param step as in the log
   * @param began when counting for the log began
   */
  record Part(int step, Instant began) {}

  private Said counted(Release stable, Release canary, Part part, Instant now) {
    Ledger reader = ledgers.canary(part.began());
    boolean patienceOver =
        !Duration.between(part.began(), now).minus(config.rules().patience()).isNegative();
    try {
      Map<String, Tally> tallies = tallies(stable, canary);
      for (LiveBatch batch :
          reader.read(tallies, stable.version(), canary.version(), part.step(), now)) {
        log = LiveBatch.add(log, batch);
        own.count(batch);
        lately.add(now, batch);
      }
      log = drift.read(log, tallies, stable, canary, part, now);
    } catch (MlboxException e) {
      return new Said(Verdict.ERROR, "counts: " + e.problems().get(0).message());
    }
    log = own.read(log, new OwnMetrics.Arms(stable.version(), canary.version()), part, now);
    RolloutJudge judge =
        config.judge(DriftWatch.criteria(config, stable, canary)).observing(manner().observed());
    assessment = own.judged(judge.assess(log), patienceOver);
    if (manner().sticky() == null) {
      unrest = lately.unrest(now, manner().observed() || assessment.splitIsOff());
    } // Else one user who fails wherever he is would be doubted for ever.
    return new Said(assessment.verdict(), assessment.reason());
  }

  /** Where somebody else than the stable version's boxes splits, each version counts its own. */
  private Map<String, Tally> tallies(Release stable, Release canary) {
    Map<String, Tally> all = new TreeMap<>(target.metrics().tallies(stable.version()));
    if (manner().splitting().isOutside()) {
      all.putAll(target.metrics().tallies(canary.version()));
    }
    return all;
  }

  private Manner manner() {
    return config.rules().manner().splitBy(target.splitter().kind());
  }

  private Said watched(WatchLook.Arms arms, RolloutState.Watching watching, Instant now) {
    WatchLook.Sight before = new WatchLook.Sight(log, assessment, Verdict.INCONCLUSIVE, "");
    WatchLook.Sight seen = watch().at(before, arms, watching, now);
    log = seen.log();
    assessment = seen.assessment();
    return new Said(seen.verdict(), seen.reason());
  }

  private WatchLook watch() {
    WatchLook present = watch;
    if (present == null) {
      present = new WatchLook(target.metrics(), config, manner().observed(), own, ledgers);
      watch = present;
    }
    return present;
  }

  private long requestsOf(int step) {
    return LiveBatch.requests(log).stream()
        .filter(batch -> batch.step() == step && batch.share() > 0)
        .mapToLong(batch -> batch.canary().requests())
        .sum();
  }
}

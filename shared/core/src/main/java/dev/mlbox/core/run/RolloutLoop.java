package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Action;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Observation;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutMachine;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Transition;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Observes, asks the machine, saves, acts, sleeps; until the rollout has ended. It can be killed at
 * any moment: the canary's lease runs out, and the next loop goes on from the saved state.
 */
final class RolloutLoop {
  private final Grip grip;
  private final Target target;
  private final CanaryConfig config;
  private final Pace pace;
  private final Look look;
  private final Acts acts;
  private final Rhythm rhythm;
  private final Pause pause;
  private final CoverTime coverTime;
  private final Chronicle chronicle = new Chronicle();
  private final ProbeNews probeNews;
  private final RolloutMachine machine;
  private List<String> lastWords = List.of();
  private boolean applied;
  private @Nullable Instant renewed;
  private @Nullable Instant blindSince;

  RolloutLoop(Grip grip, Target target, CanaryConfig config, Probe probe, Pace pace) {
    this.grip = grip;
    this.target = target;
    this.config = config;
    this.pace = pace;
    this.rhythm = new Rhythm(config.interval());
    this.pause = new Pause(target, pace.time());
    this.coverTime = new CoverTime(config.coverAfter());
    this.look = new Look(target, config, probe);
    this.acts = new Acts(target, config);
    this.machine = new RolloutMachine(config.rules());
    this.probeNews = new ProbeNews(config.rules().ready());
  }

  /** Goes on until the end, from the state that the record is in. */
  RolloutEnd run() {
    while (true) {
      RolloutState state = Objects.requireNonNull(grip.record().state());
      try {
        if (!applied) {
          enter(state, RolloutMachine.entering(state));
          state = Objects.requireNonNull(grip.record().state());
        }
        if (state.isFinal()) {
          return end(state);
        }
        tick(state);
        blindSince = null;
      } catch (MlboxException e) {
        if (isForCaller(e, state)) {
          throw e;
        }
        if (isBlindForLong(e)) {
          RolloutState last = Objects.requireNonNull(grip.record().state());
          if (!last.isFinal()) {
            throw blind(e);
          }
          note(
              "what the rollout no longer needs is left: %s; the next deploy removes it"
                  .formatted(e.problems().get(0).message()));
          return end(last);
        }
      }
      if (!applied || !Objects.requireNonNull(grip.record().state()).isFinal()) {
        pause.until(grip.record(), look, rhythm);
      }
    }
  }

  /**
   * Once traffic may be on its way, a refusal is treated as an outage: a login that has run out, or
   * an object that somebody removed, must not end the rollout as if nothing had begun.
   */
  private static boolean isForCaller(MlboxException e, RolloutState state) {
    return switch (e.fault()) {
      case BROKEN -> false;
      case INVALID -> state instanceof RolloutState.Preparing;
      default -> true;
    };
  }

  private void tick(RolloutState state) {
    Instant now = pace.time().now();
    RolloutRecord record = grip.record();
    Observation seen = look.at(record, now, pace.interrupted().getAsBoolean());
    tell(record, now);
    // A look may take its time, a probe a minute: none of it counts as patience of what comes next.
    Instant after = pace.time().now();
    probeNews.of(state, seen, after).ifPresent(pace.listener()::on);
    rhythm.looked(Duration.between(now, after));
    Transition transition = machine.next(state, seen, after);
    if (!transition.state().equals(state)) {
      if (state instanceof RolloutState.Reverting && record.canary() != null) {
        // Before its boxes go, and after their requests have ended: logs may take their time.
        lastWords = target.workloads().lastWords(record.canary().version());
      }
      enter(transition.state(), transition.actions());
      tellDoubt(transition.state());
    } else if (renewalIsDue(after)) {
      renew(record.counting(look.log()).slowAbove(look.slowMillis()).doubting(look.unrest()));
      acts.provide(record);
    }
  }

  private void tellDoubt(RolloutState state) {
    if (state instanceof RolloutState.Watching watching && watching.doubt() != null) {
      note(
          "%s; the old version gets %s of the requests, to see whether it is the version or the world"
              .formatted(watching.doubt().reason(), config.rules().heldOut(true)));
    }
  }

  private void enter(RolloutState state, List<Action> actions) {
    look.resume(grip.record());
    if (state instanceof RolloutState.Promoting) {
      look.beforeTheWatch(grip.record(), pace.time().now());
    }
    RolloutRecord next =
        settled(grip.record().counting(log()).slowAbove(look.slowMillis()).with(state), state);
    for (Action action : actions) {
      next = next.with(acts.lease(action, next, coverAfter()));
    }
    // Saved, but not yet true: if an action fails, it is done again.
    applied = false;
    grip.save(next);
    renewed = pace.time().now();
    for (Action action : actions) {
      acts.perform(action, next);
    }
    applied = true;
  }

  private List<LiveBatch> log() {
    return look.log().isEmpty() ? grip.record().log() : look.log();
  }

  /** A final state also says who serves now, and becomes history; once. */
  private RolloutRecord settled(RolloutRecord next, RolloutState state) {
    Release canary = next.canary();
    if (canary == null || !state.isFinal()) {
      return next;
    }
    Holder holder = next.holder();
    String by = holder == null ? "" : holder.name();
    if (state instanceof RolloutState.Succeeded done) {
      return next.versions(canary, null)
          .ended(new Past(canary, Past.End.PROMOTED, done.note(), done.since(), by));
    } else if (state instanceof RolloutState.Reverted back) {
      return next.versions(next.stable(), null)
          .ended(new Past(canary, Past.End.REVERTED, back.reason(), back.since(), by));
    }
    RolloutState.Halted halted = (RolloutState.Halted) state;
    return next.asServed()
        .ended(new Past(canary, Past.End.HALTED, halted.reason(), halted.since(), by));
  }

  private boolean renewalIsDue(Instant now) {
    return renewed == null
        || Duration.between(renewed, now).compareTo(config.lease().dividedBy(4)) >= 0;
  }

  private void renew(RolloutRecord record) {
    Lease lease = record.lease();
    grip.save(
        lease == null
            ? record
            : record.with(
                lease.renewed().coveringAfter(coverAfter()).slowAbove(look.slowMillis())));
    renewed = pace.time().now();
  }

  private Duration coverAfter() {
    return coverTime.of(look.slowMillis(), look.outgrown());
  }

  private boolean isBlindForLong(MlboxException e) {
    Instant now = pace.time().now();
    Instant since = blindSince;
    if (since == null) {
      since = now;
      blindSince = now;
      note(
          "%s; %s, trying again"
              .formatted(
                  e.problems().get(0).message(),
                  isPromoted()
                      ? "nobody watches meanwhile"
                      : "the canary's lease runs out by itself"));
    }
    return Duration.between(since, now).compareTo(config.rules().stepPatience()) >= 0
        || pace.interrupted().getAsBoolean();
  }

  private MlboxException blind(MlboxException e) {
    return new MlboxException(
        Fault.BROKEN,
        List.of(
            e.problems()
                .get(0)
                .remedy(
                    isPromoted()
                        ? "%s serves and is not watched; run `mlbox deploy` to watch on, or `mlbox revert`, when the target answers again"
                            .formatted(Objects.requireNonNull(grip.record().canary()).version())
                        : "the canary gets no requests once its lease of %d s is over; run `mlbox deploy` or `mlbox revert` when the target answers again"
                            .formatted(config.lease().toSeconds()))),
        e);
  }

  /** Whether what was on trial has all requests already, which no lease takes from it. */
  private boolean isPromoted() {
    RolloutState state = grip.record().state();
    return grip.record().canary() != null
        && (state instanceof RolloutState.Promoting
            || state instanceof RolloutState.Watching
            || (state instanceof RolloutState.Reverting back && back.afterPromotion()));
  }

  private void note(String text) {
    pace.listener().on(new Event.Noted("canary", text));
  }

  private void tell(RolloutRecord record, Instant now) {
    RolloutState state = Objects.requireNonNull(record.state());
    double rate = rhythm.requestsPerSecond(look.log(), now);
    chronicle.add(now, state, weight(record), look.assessment(), look.log());
    String waits = Waits.of(config.rules(), state, look.log(), look.unrest(), now);
    pace.listener().on(new Event.Looked(state, weight(record), look.assessment(), rate, waits));
  }

  private static Weight weight(RolloutRecord record) {
    Lease lease = record.lease();
    return lease == null ? Weight.ZERO : lease.weight();
  }

  private RolloutEnd end(RolloutState state) {
    if (state instanceof RolloutState.Succeeded done) {
      return end(Outcome.SUCCEEDED, done.note());
    } else if (state instanceof RolloutState.Reverted back) {
      return end(Outcome.REVERTED, back.reason());
    }
    return end(Outcome.HALTED, ((RolloutState.Halted) state).reason());
  }

  private RolloutEnd end(Outcome outcome, String reason) {
    Release stable = grip.record().asServed().stable();
    String serving = stable == null ? "" : stable.version();
    RolloutState state = Objects.requireNonNull(grip.record().state());
    chronicle.add(state.since(), state, weight(grip.record()), look.assessment(), log());
    return new RolloutEnd(
        outcome,
        reason,
        serving,
        look.assessment(),
        log(),
        lastWords,
        chronicle.timeline(config, config.judge().observing(target.splitter().kind().isOutside())));
  }
}

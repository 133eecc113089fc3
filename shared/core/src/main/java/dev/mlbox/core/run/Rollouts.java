package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.rollout.Weight;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a model on a target: roll out, promote, revert, and how it stands. */
public final class Rollouts {
  private final Target target;
  private final CanaryConfig config;
  private final Holder me;
  private final Pace pace;

  public Rollouts(Target target, CanaryConfig config, Holder me, Pace pace) {
    this.target = target;
    this.config = config;
    this.me = me;
    this.pace = pace;
  }

  /** How it stands. */
  public RolloutRecord status() {
    return target.memory().load().record();
  }

  /**
   * Rolls a release out to its end, taking over from whoever is at it; goes on where another
   * command left the same release.
   */
  public RolloutEnd deploy(Release release, Probe probe) {
    Grip grip = new Grip(target.memory(), me);
    Optional<RolloutEnd> end = begin(grip, release, probe);
    if (end.isPresent()) {
      return end.get();
    }
    try {
      return new RolloutLoop(grip, target, config, probe, pace).run();
    } catch (MlboxException e) {
      if (e.fault() != Fault.SUPERSEDED || !isPromotedByOther(release)) {
        throw e;
      }
      note("promoted by hand; this command only follows");
      return new Handover(target, config, me, pace).follow(release);
    }
  }

  private boolean isPromotedByOther(Release release) {
    RolloutRecord record = target.memory().load().record();
    Release promoted = record.isUnderWay() ? record.canary() : record.stable();
    boolean moved =
        !record.isUnderWay()
            || record.state() instanceof RolloutState.Promoting
            || record.state() instanceof RolloutState.Watching;
    return moved && promoted != null && promoted.version().equals(release.version());
  }

  /**
   * Begins, or takes over, without doing anything further.
   *
   * @return the end, when there is nothing further to do
   */
  Optional<RolloutEnd> begin(Grip grip, Release release, Probe probe) {
    requireSameSplitter(grip.record());
    int steps = config.rules().weights().size();
    Beginning beginning = new Beginning(release, steps, pace.time().now(), this::warm);
    if (beginning.isServing(grip.record())) {
      // As it was deployed: the release at hand may have been packed anew from another commit.
      Release serving = Objects.requireNonNull(grip.record().stable());
      target.serveOnly(target.workloads().start(serving));
      target.workloads().rest(serving);
      return Optional.of(serves(release, "serves already"));
    }
    if (grip.record().isUnderWay()) {
      Holder other = grip.record().holder();
      String from = other == null ? "" : " from " + other.name();
      note((beginning.isResumed(grip.record()) ? "going on" : "taking over") + from);
    }
    grip.take(beginning::of);
    target.probes().keep(release.version(), probe.known());
    settle(grip.record());
    if (grip.record().isUnderWay()) {
      return Optional.empty();
    }
    target.workloads().rest(Objects.requireNonNull(grip.record().stable()));
    return Optional.of(serves(release, "serves already"));
  }

  private Optional<Route> warm(Release stable) {
    return target.workloads().health(stable.version()).isAlive()
        ? Optional.of(target.workloads().start(stable))
        : Optional.empty();
  }

  /** The stable version takes what arrives, and nothing older or foreign to the rollout runs. */
  private void settle(RolloutRecord record) {
    Release stable = record.stable();
    Release canary = record.canary();
    Set<String> wanted = new HashSet<>();
    if (stable != null) {
      wanted.add(stable.version());
      if (!(record.state() instanceof RolloutState.Promoting)
          && !(record.state() instanceof RolloutState.Watching)) {
        target.serveOnly(target.workloads().start(stable));
      }
    }
    if (canary != null) {
      wanted.add(canary.version());
    }
    target.workloads().keepOnly(wanted);
  }

  /**
   * Promotes the canary: one that is proven and waits for a person, or, for a reason, any other.
   *
   * @param reason goes into the history; null when the evidence is all the reason there is
   * @throws MlboxException INVALID when there is no canary, or no reason for one that is not proven
   */
  public RolloutEnd promote(@Nullable String reason) {
    Grip grip = ordered(reason);
    return new RolloutLoop(grip, target, config, Probe.none(), pace).run();
  }

  /**
   * The same, but that somebody else is to drive what follows.
   *
   * @return what is being promoted
   */
  public Release promoteFor(@Nullable String reason) {
    return Objects.requireNonNull(ordered(reason).record().canary());
  }

  /** Drives on what this command holds. */
  public RolloutEnd driveOn() {
    Grip grip = new Grip(target.memory(), me);
    return new RolloutLoop(grip, target, config, Probe.none(), pace).run();
  }

  private Grip ordered(@Nullable String reason) {
    Grip grip = new Grip(target.memory(), me);
    requireSameSplitter(grip.record());
    Instant now = pace.time().now();
    ByHand byHand = ByHand.of(grip.record(), config);
    String note = byHand.note(reason);
    Release canary = byHand.canary();
    Release serving = grip.record().stable();
    if (serving != null) {
      target.workloads().provide(Weight.ALL, canary, serving);
      try {
        new Readiness(target, config, pace).await(canary);
      } catch (MlboxException e) {
        requireCanary(target.memory().load().record(), canary);
        throw e;
      }
    }
    grip.take(
        record -> {
          // Whoever drives may have ended it while its boxes were waited for.
          requireCanary(record, canary);
          ByHand.of(record, config).note(reason);
          return record.with(new RolloutState.Promoting(now, note));
        });
    return grip;
  }

  /** Its boxes took their time to come up: meanwhile it may have been reverted, or replaced. */
  private void requireCanary(RolloutRecord record, Release canary) {
    Release present = record.canary();
    if (present != null && !canary.equals(present)) {
      throw MlboxException.superseded(
          Problem.of(
              "%s is no longer the canary; a newer deploy took over".formatted(canary.version())));
    }
    ByHand.of(record, config);
  }

  /**
   * Ends a canary or a watch; without one, goes back to an earlier version.
   *
   * @param version to go back to; null for the one before the present one
   */
  public RolloutEnd revert(@Nullable String version, String why) {
    Grip grip = new Grip(target.memory(), me);
    if (version != null) {
      // Before anything is ended for it.
      GoingBack.earlier(grip.record().asServed(), version);
    }
    requireSameSplitter(grip.record());
    if (isOpen(grip.record())) {
      Instant now = pace.time().now();
      grip.take(record -> isOpen(record) ? record.with(reverting(record, why, now)) : record);
      if (grip.record().isUnderWay()) {
        RolloutEnd end = new RolloutLoop(grip, target, config, Probe.none(), pace).run();
        if (version == null || end.outcome() != Outcome.REVERTED) {
          return end.outcome() == Outcome.REVERTED ? end.as(Outcome.SUCCEEDED) : end;
        }
      }
    }
    return new GoingBack(target, config, me, pace).to(version, grip, why);
  }

  /**
   * Ends the rollout of one version, and nothing else: whoever began it wants it no more.
   *
   * @throws MlboxException INVALID when it is over
   */
  public RolloutEnd end(String version, String why) {
    Grip grip = new Grip(target.memory(), me);
    requireSameSplitter(grip.record());
    Instant now = pace.time().now();
    grip.take(record -> requireOpen(record, version).with(reverting(record, why, now)));
    RolloutEnd end = new RolloutLoop(grip, target, config, Probe.none(), pace).run();
    return end.outcome() == Outcome.REVERTED ? end.as(Outcome.SUCCEEDED) : end;
  }

  private static RolloutRecord requireOpen(RolloutRecord record, String version) {
    Release canary = record.canary();
    if (!isOpen(record) || canary == null || !canary.version().startsWith(version)) {
      throw nothing(
          "no rollout of %s is under way".formatted(version),
          "`mlbox status` says what is; `mlbox revert` goes back to an earlier version");
    }
    return record;
  }

  private static boolean isOpen(RolloutRecord record) {
    return record.isUnderWay() || record.isLeftOpen();
  }

  /**
   * What another splitter was told only that one can take back; until then its canary's boxes pass
   * on what they get.
   */
  private void requireSameSplitter(RolloutRecord record) {
    Lease lease = record.lease();
    if (!isOpen(record) || lease == null || lease.canary() == null) {
      return;
    }
    Splitting present = lease.splitting();
    Splitting wanted = target.splitter().kind();
    if (present != wanted) {
      throw MlboxException.invalid(
          Problem.of("a canary is under way that is split by %s".formatted(present))
              .expected("the same, not " + wanted)
              .remedy(
                  "end it first: `mlbox revert --set deploy.traffic.by=%s`".formatted(present)));
    }
  }

  private static RolloutState reverting(RolloutRecord record, String why, Instant now) {
    RolloutState state = record.state();
    boolean promoted =
        state instanceof RolloutState.Promoting || state instanceof RolloutState.Watching;
    return new RolloutState.Reverting(now, why, promoted && record.stable() != null);
  }

  static RolloutEnd serves(Release release, String words) {
    return new RolloutEnd(
        Outcome.SUCCEEDED,
        release.version() + " " + words,
        release.version(),
        new Assessment(List.of(), false),
        List.of(),
        List.of(),
        null);
  }

  private void note(String text) {
    pace.listener().on(new Event.Noted("canary", text));
  }

  static MlboxException nothing(String what, String remedy) {
    return MlboxException.invalid(Problem.of(what).remedy(remedy));
  }
}

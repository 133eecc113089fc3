package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
    Beginning beginning = new Beginning(release, pace.time().now());
    if (beginning.isServing(grip.record())) {
      // As it was deployed: the release at hand may have been packed anew from another commit.
      Release serving = Objects.requireNonNull(grip.record().stable());
      target.workloads().serve(target.workloads().start(serving));
      return serves(release, "serves already");
    }
    if (grip.record().isUnderWay()) {
      Holder other = grip.record().holder();
      String from = other == null ? "" : " from " + other.name();
      note((beginning.isResumed(grip.record()) ? "going on" : "taking over") + from);
    }
    grip.take(beginning::of);
    settle(grip.record());
    if (!grip.record().isUnderWay()) {
      return serves(release, "serves already");
    }
    return new RolloutLoop(grip, target, config, probe, pace).run();
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
        target.workloads().serve(target.workloads().start(stable));
      }
    }
    if (canary != null) {
      wanted.add(canary.version());
    }
    target.workloads().keepOnly(wanted);
  }

  /** Promotes the canary at once, whatever has been shown; {@code why} goes into the history. */
  public RolloutEnd promote(String why) {
    Grip grip = new Grip(target.memory(), me);
    Instant now = pace.time().now();
    boolean possible =
        grip.record().state() instanceof RolloutState.Shifting
            || grip.record().state() instanceof RolloutState.Shadowing
            || grip.record().state() instanceof RolloutState.Probing;
    if (!possible) {
      throw nothing("there is no canary to promote", "start one with `mlbox deploy`");
    }
    grip.take(record -> record.with(new RolloutState.Promoting(now, why)));
    return new RolloutLoop(grip, target, config, Probe.none(), pace).run();
  }

  /**
   * Ends a canary or a watch; without one, goes back to an earlier version.
   *
   * @param version to go back to; null for the one before the present one
   */
  public RolloutEnd revert(@Nullable String version, String why) {
    Grip grip = new Grip(target.memory(), me);
    if (version == null && grip.record().isUnderWay()) {
      Instant now = pace.time().now();
      grip.take(record -> record.isUnderWay() ? record.with(reverting(record, why, now)) : record);
      if (grip.record().isUnderWay()) {
        RolloutEnd end = new RolloutLoop(grip, target, config, Probe.none(), pace).run();
        return end.outcome() == Outcome.REVERTED ? end.as(Outcome.SUCCEEDED) : end;
      }
    }
    return goBack(grip, earlier(grip.record(), version), why);
  }

  private static RolloutState reverting(RolloutRecord record, String why, Instant now) {
    RolloutState state = record.state();
    boolean promoted =
        state instanceof RolloutState.Promoting || state instanceof RolloutState.Watching;
    return new RolloutState.Reverting(now, why, promoted && record.stable() != null);
  }

  private static Release earlier(RolloutRecord record, @Nullable String version) {
    if (record.stable() == null) {
      throw nothing("nothing serves yet", "deploy a first version with `mlbox deploy`");
    }
    if (version == null) {
      return record
          .previous()
          .orElseThrow(
              () ->
                  nothing(
                      "there is no earlier promoted version to go back to",
                      "see `mlbox history`; deploy an older commit instead"));
    }
    return record.history().stream()
        .filter(past -> past.end() == Past.End.PROMOTED)
        .map(Past::release)
        .filter(release -> release.version().startsWith(version))
        .findFirst()
        .orElseThrow(
            () ->
                nothing(
                    "version " + version + " was never promoted",
                    "choose one that `mlbox history` lists as promoted"));
  }

  private RolloutEnd goBack(Grip grip, Release back, String why) {
    Route route = target.workloads().start(back);
    awaitReady(back);
    Instant now = pace.time().now();
    grip.take(
        record -> {
          Release from = Objects.requireNonNull(record.stable());
          Lease lease = Lease.only(route, config.lease());
          Lease before = record.lease();
          long renewal = before == null ? 1 : before.renewal() + 1;
          RolloutRecord next =
              record
                  .versions(back, null)
                  .with(new RolloutState.Succeeded(now, why))
                  .with(
                      new Lease(
                          renewal, lease.ttl(), lease.weight(), route, null, lease.coverAfter()))
                  .counting(List.of());
          return from.version().equals(back.version())
              ? next
              : next.ended(new Past(from, Past.End.REVERTED, why, now, me.name()))
                  .ended(new Past(back, Past.End.PROMOTED, why, now, me.name()));
        });
    target.workloads().serve(route);
    target.workloads().keepOnly(Set.of(back.version()));
    return serves(back, "serves again");
  }

  private void awaitReady(Release release) {
    Instant began = pace.time().now();
    while (true) {
      Health health = target.workloads().health(release.version());
      if (health.isReady()) {
        return;
      }
      Instant now = pace.time().now();
      boolean over = now.isAfter(began.plus(config.rules().ready()));
      if (over || !health.trouble().isEmpty() || pace.interrupted().getAsBoolean()) {
        throw MlboxException.broken(
            Problem.of(
                    "version %s did not become ready: %s"
                        .formatted(
                            release.version(),
                            health.trouble().isEmpty()
                                ? health.ready() + " of " + health.wanted() + " boxes are"
                                : health.trouble()))
                .remedy("nothing was changed; the present version serves on"),
            null);
      }
      pace.time().sleep(config.interval());
    }
  }

  private static RolloutEnd serves(Release release, String words) {
    return new RolloutEnd(
        Outcome.SUCCEEDED,
        release.version() + " " + words,
        release.version(),
        new Assessment(List.of(), false),
        List.of(),
        List.of());
  }

  private void note(String text) {
    pace.listener().on(new Event.Noted("canary", text));
  }

  private static MlboxException nothing(String what, String remedy) {
    return MlboxException.invalid(Problem.of(what).remedy(remedy));
  }
}

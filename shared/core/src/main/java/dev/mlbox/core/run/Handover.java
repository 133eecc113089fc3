package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutMachine;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rollout that one command begins and a pilot elsewhere drives, so that the command need not be
 * there for as long as it takes.
 */
public final class Handover {
  private final Target target;
  private final CanaryConfig config;
  private final Holder me;
  private final Pace pace;

  public Handover(Target target, CanaryConfig config, Holder me, Pace pace) {
    this.target = target;
    this.config = config;
    this.me = me;
    this.pace = pace;
  }

  /**
   * Begins, or takes over, and makes what the present state needs; the rest is the pilot's.
   *
   * @return the end, when there is nothing further to do
   */
  public Optional<RolloutEnd> begin(Release release, Probe probe) {
    Grip grip = new Grip(target.memory(), me);
    Optional<RolloutEnd> end = new Rollouts(target, config, me, pace).begin(grip, release, probe);
    if (end.isEmpty()) {
      RolloutRecord record = grip.record();
      Acts acts = new Acts(target, config);
      if (record.state() instanceof RolloutState.Preparing preparing) {
        RolloutMachine.entering(preparing).forEach(action -> acts.perform(action, record));
      }
    }
    return end;
  }

  /**
   * Drives a rollout that was handed over to its end: the pilot's part. A pilot that was started
   * again goes on where the one before it was.
   *
   * @param version what was handed over
   * @param from whom it is taken from; anybody else who has it now keeps it
   * @return empty when it is over, or somebody else's, before anything was done
   */
  public Optional<RolloutEnd> goOn(String version, Predicate<Holder> from) {
    Grip grip = new Grip(target.memory(), me);
    if (!isMine(grip.record(), version, from)) {
      return Optional.empty();
    }
    grip.take(
        record -> {
          if (!isMine(record, version, from)) {
            throw MlboxException.superseded(
                Problem.of("somebody else has taken over the rollout of " + version));
          }
          return record.with(Objects.requireNonNull(record.state()).resumedAt(pace.time().now()));
        });
    Probe probe = target.probes().recall(version).map(Probe::of).orElseGet(Probe::none);
    return Optional.of(new RolloutLoop(grip, target, config, probe, pace).run());
  }

  private static boolean isMine(RolloutRecord record, String version, Predicate<Holder> from) {
    return record.isUnderWay()
        && record.canary() != null
        && version.equals(record.canary().version())
        && from.test(Objects.requireNonNull(record.holder()));
  }

  /** Tells of a rollout that a pilot drives, until it is over. */
  public RolloutEnd follow(Release release) {
    Following following = new Following(release, config, pace);
    while (true) {
      try {
        RolloutRecord record = target.memory().load().record();
        Optional<RolloutEnd> end = following.see(record);
        if (end.isPresent()) {
          return end.get();
        }
      } catch (MlboxException e) {
        following.blind(e);
      }
      if (pace.interrupted().getAsBoolean()) {
        throw MlboxException.broken(
            Problem.of("this command no longer follows the rollout of " + release.version())
                .remedy("the pilot goes on; `mlbox status` shows it, `mlbox revert` ends it"),
            null);
      }
      pace.time().sleep(config.interval());
    }
  }

  /**
   * Looks once, for somebody who has no time to follow.
   *
   * @param version how the name of what is rolled out begins; null for what is under way, else for
   *     what was last
   * @param before what the look before this one left; null at the first
   * @param ago how long ago that was, where it was made elsewhere; null: by this machine's clock
   * @throws MlboxException HALTED when nobody has driven it for as long as boxes may take
   */
  public Glance look(@Nullable String version, @Nullable Mark before, @Nullable Duration ago) {
    RolloutRecord record = target.memory().load().record();
    Release release = rolledOut(record, version);
    Mark mark = Mark.of(record, before, ago, pace.time().now());
    Following following = new Following(release, config, pace);
    Optional<RolloutEnd> end = following.see(record);
    if (end.isEmpty()) {
      following.requireDriven(mark.still());
    }
    return new Glance(release, record, mark, end);
  }

  /**
   * What is rolled out, or was.
   *
   * @param version how its name begins; null for what is under way, else for what was last
   * @throws MlboxException INVALID when there is none
   */
  public Release rolledOut(@Nullable String version) {
    return rolledOut(target.memory().load().record(), version);
  }

  private static Release rolledOut(RolloutRecord record, @Nullable String version) {
    List<Release> known = new ArrayList<>();
    record.history().forEach(past -> known.add(0, past.release()));
    if (record.stable() != null) {
      known.add(version == null ? known.size() : 0, record.stable());
    }
    if (record.isUnderWay() && record.canary() != null) {
      known.add(0, record.canary());
    }
    return known.stream()
        .filter(release -> version == null || release.version().startsWith(version))
        .findFirst()
        .orElseThrow(
            () ->
                MlboxException.invalid(
                    Problem.of(
                            version == null
                                ? "nothing was rolled out yet"
                                : "no version that begins with %s was rolled out"
                                    .formatted(version))
                        .remedy("`mlbox history` names those that were")));
  }

  /** For whoever hands over. */
  public void note(String text) {
    pace.listener().on(new Event.Noted("canary", text));
  }
}

package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the version that serves to an earlier one, when no rollout is under way: its boxes are
 * started, probed as they were once, and then take everything at once. Nothing changes for clients
 * before that.
 */
final class GoingBack {
  private final Target target;
  private final CanaryConfig config;
  private final Holder me;
  private final Pace pace;

  GoingBack(Target target, CanaryConfig config, Holder me, Pace pace) {
    this.target = target;
    this.config = config;
    this.me = me;
    this.pace = pace;
  }

  RolloutEnd to(@Nullable String version, Grip grip, String why) {
    RolloutRecord present = grip.record().asServed();
    Release back = earlier(present, version);
    Release from = Objects.requireNonNull(present.stable());
    Route route = target.workloads().start(back);
    target.workloads().provide(Weight.ALL, back, from);
    try {
      new Readiness(target, config, pace).await(back);
      probe(back, route);
    } catch (MlboxException e) {
      unchanged(target.memory().load().record(), from);
      target.workloads().keepOnly(Set.of(from.version()));
      target.workloads().rest(from);
      throw e;
    }
    Instant now = pace.time().now();
    grip.take(record -> back(unchanged(record, from), from, back, route, why, now));
    target.serveOnly(route);
    target.workloads().keepOnly(Set.of(back.version()));
    target.workloads().rest(back);
    return Rollouts.serves(back, "serves again");
  }

  /** Boxes took their time to come up: a deploy that began meanwhile goes first. */
  private static RolloutRecord unchanged(RolloutRecord record, Release from) {
    if (record.isUnderWay() || !from.equals(record.asServed().stable())) {
      throw MlboxException.superseded(
          Problem.of("a newer deploy took over; nothing was gone back to"));
    }
    return record;
  }

  private RolloutRecord back(
      RolloutRecord record, Release from, Release back, Route route, String why, Instant now) {
    Lease before = record.lease();
    Lease lease = Lease.only(route, config.lease());
    long renewal = before == null ? 1 : before.renewal() + 1;
    return record
        .versions(back, null)
        .with(new RolloutState.Succeeded(now, why))
        .with(new Lease(renewal, lease.ttl(), lease.weight(), route, null, lease.coverAfter()))
        .counting(List.of())
        .ended(new Past(from, Past.End.REVERTED, why, now, me.name()))
        .ended(new Past(back, Past.End.PROMOTED, why, now, me.name()));
  }

  private void probe(Release back, Route route) {
    Optional<Probe> kept = target.probes().recall(back.version()).map(Probe::of);
    if (kept.isEmpty()) {
      pace.listener()
          .on(
              new Event.Noted(
                  "probe", "no rows are kept of %s; it is not probed".formatted(back.version())));
      return;
    }
    Predictions served = answers(route, kept.get().rows());
    Optional<String> difference = kept.get().difference(served);
    if (difference.isPresent()) {
      throw MlboxException.broken(
          Problem.of(
                  "version %s does not answer as it once did: %s"
                      .formatted(back.version(), difference.get()))
              .remedy("nothing was changed; the present version serves on"),
          null);
    }
    pace.listener()
        .on(
            new Event.Noted(
                "probe",
                "%d rows, %s answers as it was evaluated"
                    .formatted(served.rows(), back.version())));
  }

  /** A box that has just become ready, or is just being replaced, may need another moment. */
  private Predictions answers(Route route, Table rows) {
    Instant began = pace.time().now();
    while (true) {
      try {
        return target.prober().ask(route, rows);
      } catch (MlboxException e) {
        boolean over = pace.time().now().isAfter(began.plus(config.rules().ready()));
        if (over || pace.interrupted().getAsBoolean()) {
          throw e;
        }
        pace.time().sleep(config.interval());
      }
    }
  }

  /**
   * The version that is meant.
   *
   * @param version its name or how it begins; null for the newest
   * @throws MlboxException INVALID when there is none, or several
   */
  static Release earlier(RolloutRecord record, @Nullable String version) {
    if (record.stable() == null) {
      throw Rollouts.nothing("nothing serves yet", "deploy a first version with `mlbox deploy`");
    }
    if (version == null) {
      return record
          .previous()
          .orElseThrow(
              () ->
                  Rollouts.nothing(
                      "there is no earlier promoted version to go back to",
                      "see `mlbox history`; deploy an older commit instead"));
    }
    List<Release> meant =
        record.earlier().stream().filter(release -> release.version().startsWith(version)).toList();
    if (meant.size() != 1) {
      throw Rollouts.nothing(
          meant.isEmpty()
              ? "version " + version + unfit(record, version)
              : "%d earlier versions begin with %s".formatted(meant.size(), version),
          "choose one that `mlbox history` lists as promoted");
    }
    return meant.get(0);
  }

  private static String unfit(RolloutRecord record, String version) {
    Release stable = Objects.requireNonNull(record.stable());
    if (stable.version().startsWith(version)) {
      return " serves already";
    }
    return record.history().stream()
        .filter(past -> past.release().version().startsWith(version))
        .filter(past -> past.end() != Past.End.PROMOTED)
        .reduce((first, second) -> second)
        .map(past -> " was reverted: " + past.reason())
        .orElse(" was never promoted");
  }
}

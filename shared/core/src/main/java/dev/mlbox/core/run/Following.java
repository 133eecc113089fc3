package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody who only looks sees of a rollout. */
final class Following {
  private final Release release;
  private final CanaryConfig config;
  private final Pace pace;
  private final Chronicle chronicle = new Chronicle();
  private @Nullable RolloutRecord last;
  private Instant moved;
  private boolean blind;
  private boolean byHand;
  private Assessment assessment = new Assessment(List.of(), false);

  Following(Release release, CanaryConfig config, Pace pace) {
    this.release = release;
    this.config = config;
    this.pace = pace;
    this.moved = pace.time().now();
  }

  /**
   * Takes a look.
   *
   * @return the end, once there is one
   * @throws MlboxException BROKEN when nobody has driven it for as long as boxes may take
   */
  Optional<RolloutEnd> see(RolloutRecord record) {
    blind = false;
    byHand |= ByHand.isIn(record.state());
    Release canary = record.canary();
    boolean still =
        record.isUnderWay() && canary != null && canary.version().equals(release.version());
    if (!still) {
      return Optional.of(end(record));
    }
    Instant now = pace.time().now();
    if (!record.equals(last)) {
      tell(record, now);
      last = record;
      moved = now;
    } else {
      requireDriven(Duration.between(moved, now));
    }
    return Optional.empty();
  }

  /**
   * Looks whether anybody drives.
   *
   * @param still for how long what is seen now is the same
   */
  void requireDriven(Duration still) {
    if (still.compareTo(config.rules().ready()) > 0) {
      throw new MlboxException(
          Fault.HALTED,
          List.of(
              Problem.of(
                      "no pilot has driven the rollout of %s for %d s"
                          .formatted(release.version(), still.toSeconds()))
                  .expected("a running pod with the label mlbox.dev/pilot")
                  .remedy(
                      "see `kubectl describe` of its Job; `mlbox deploy` begins again, `mlbox"
                          + " revert` ends it")),
          null);
    }
  }

  /** The target did not answer; the pilot may have better luck. */
  void blind(MlboxException e) {
    if (e.fault() != Fault.BROKEN) {
      throw e;
    }
    if (!blind) {
      blind = true;
      moved = pace.time().now();
      pace.listener()
          .on(new Event.Noted("canary", e.problems().get(0).message() + "; trying again"));
    }
  }

  private void tell(RolloutRecord record, Instant now) {
    assessment =
        record.state() instanceof RolloutState.Watching
            ? config.judge(record).watched(record.log())
            : config.judge(record).assess(record.log());
    Lease lease = record.lease();
    Weight weight = lease == null ? Weight.ZERO : lease.weight();
    RolloutState state = Objects.requireNonNull(record.state());
    chronicle.add(now, state, weight, assessment, record.log());
    String unrest = Objects.requireNonNullElse(record.doubt(), "");
    String waits = Waits.of(config.rules(), state, record.log(), unrest, now);
    pace.listener().on(new Event.Looked(state, weight, assessment, rate(record, now), waits));
  }

  private double rate(RolloutRecord record, Instant now) {
    RolloutRecord before = last;
    double seconds = Duration.between(moved, now).toMillis() / 1000.0;
    return before == null || seconds <= 0
        ? 0
        : Math.max(0, (requests(record) - requests(before)) / seconds);
  }

  private static long requests(RolloutRecord record) {
    return LiveBatch.requests(record.log()).stream()
        .mapToLong(batch -> batch.stable().requests() + batch.canary().requests())
        .sum();
  }

  private RolloutEnd end(RolloutRecord record) {
    Release stable = record.stable();
    Optional<Past> past =
        record.history().stream()
            .filter(each -> each.release().version().equals(release.version()))
            .reduce((first, second) -> second);
    if (past.isEmpty()) {
      if (stable != null && stable.version().equals(release.version())) {
        return Rollouts.serves(release, "serves already");
      }
      throw MlboxException.superseded(Problem.of("somebody else rolls out another version"));
    }
    return new RolloutEnd(
        outcome(record, past.get()),
        past.get().reason(),
        stable == null ? "" : stable.version(),
        assessment,
        record.state() instanceof RolloutState.Preparing ? List.of() : record.log(),
        List.of(),
        last == null ? null : chronicle.timeline(config, config.judge(last)),
        byHand);
  }

  /** By a rollout of another version, be it over by now; not by what a person gave as a reason. */
  private static boolean isSuperseded(RolloutRecord record, Past past) {
    Release canary = record.canary();
    return Stream.concat(Stream.ofNullable(canary), record.history().stream().map(Past::release))
        .anyMatch(other -> past.reason().startsWith(Beginning.SUPERSEDED + other.version()));
  }

  private static Outcome outcome(RolloutRecord record, Past past) {
    if (isSuperseded(record, past)) {
      return Outcome.SUPERSEDED;
    }
    return switch (past.end()) {
      case PROMOTED -> Outcome.SUCCEEDED;
      case REVERTED -> Outcome.REVERTED;
      case HALTED -> Outcome.HALTED;
    };
  }
}

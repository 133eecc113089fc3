package dev.mlbox.core.run;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.port.ProbeMemory;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.port.TrafficSplitter;
import dev.mlbox.core.port.TrafficSplitter.Split;
import dev.mlbox.core.port.Workloads;
import dev.mlbox.core.rollout.Action;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes true what a state asks for: first in the lease, which is saved with the state, then in the
 * workloads. Everything can be done again without harm.
 */
final class Acts {
  /** Each may take some hundred kilobytes in the target. */
  private static final int PROBES_KEPT = 10;

  private final Target target;
  private final Workloads workloads;
  private final ProbeMemory probes;
  private final TrafficSplitter splitter;
  private final CanaryConfig config;

  Acts(Target target, CanaryConfig config) {
    this.target = target;
    this.workloads = target.workloads();
    this.probes = target.probes();
    this.splitter = target.splitter();
    this.config = config;
  }

  /** The lease that goes with an action; null while nothing serves. */
  @Nullable Lease lease(Action action, RolloutRecord record, Duration coverAfter) {
    Lease before = record.lease();
    Release stable = record.stable();
    return switch (action) {
      case SHADOW ->
          trial(before, record, Weight.ZERO, coverAfter)
              .in(config.rules().manner().splitBy(splitter.kind()));
      case SPLIT -> {
        Weight weight = config.rules().weights().get(step(record));
        yield trial(before, record, weight, coverAfter)
            .in(config.rules().manner().live().splitBy(splitter.kind()));
      }
      case SWITCH ->
          isWatchedFromNowOn(record)
              ? watched(before, record, coverAfter)
              : serving(before, record.canary());
      case HOLD_OUT -> watched(before, record, coverAfter);
      case WITHDRAW, SWITCH_BACK -> stable == null ? null : serving(before, stable);
      // Before its boxes go.
      case CLEAN_UP -> before == null ? null : before.undivided();
      case START -> before;
    };
  }

  /** Does to the workloads what an action asks for, after it was saved. */
  void perform(Action action, RolloutRecord record) {
    Release stable = record.stable();
    switch (action) {
      case START -> {
        if (record.canary() != null) {
          workloads.start(record.canary());
          provide(record);
        }
      }
      case SWITCH -> {
        target.serveOnly(route(record.canary()));
        if (record.state() instanceof RolloutState.Halted && record.canary() != null) {
          workloads.provide(
              Weight.ALL, record.canary(), Objects.requireNonNull(stable, "whom it stands in for"));
        }
      }
      case SWITCH_BACK -> target.serveOnly(route(stable));
      case CLEAN_UP -> {
        if (stable != null) {
          splitter.split(Split.only(route(stable)));
        }
        workloads.keepOnly(stable == null ? Set.of() : Set.of(stable.version()));
        probes.forgetAllBut(remembered(record));
        if (stable != null) {
          workloads.rest(stable);
        }
      }
      case SHADOW, HOLD_OUT -> provide(record);
      case SPLIT -> {
        provide(record);
        Weight weight = config.rules().weights().get(step(record));
        splitter.split(new Split(route(stable), route(record.canary()), weight));
      }
      case WITHDRAW -> {
        // In force with the saved lease, whoever splits: the canary's boxes pass requests on.
        if (stable != null) {
          splitter.split(Split.only(route(stable)));
        }
      }
    }
  }

  /** Boxes for what comes next, while the canary is on its way up. */
  void provide(RolloutRecord record) {
    RolloutState state = record.state();
    Release canary = record.canary();
    Release stable = record.stable();
    if (canary == null || state == null || state.isFinal()) {
      return;
    }
    if (stable == null) {
      workloads.rest(canary);
    } else if (!(state instanceof RolloutState.Reverting)) {
      workloads.provide(share(state), canary, stable);
    }
  }

  /** Boxes that are a weight themselves must not be there before it. */
  private Weight share(RolloutState state) {
    Weight ahead = config.rules().ahead(state);
    if (!splitter.kind().isByNumber()) {
      return ahead;
    }
    List<Weight> weights = config.rules().weights();
    if (state instanceof RolloutState.Shifting shifting) {
      return weights.get(shifting.step());
    }
    return ahead.equals(Weight.ALL) ? weights.get(weights.size() - 1) : ahead;
  }

  /** The versions that somebody may want to go back to. */
  private static Set<String> remembered(RolloutRecord record) {
    Set<String> versions = new HashSet<>();
    if (record.stable() != null) {
      versions.add(record.stable().version());
    }
    record.earlier().stream().limit(PROBES_KEPT).map(Release::version).forEach(versions::add);
    return versions;
  }

  private static int step(RolloutRecord record) {
    return record.state() instanceof RolloutState.Awaiting awaiting
        ? awaiting.step()
        : ((RolloutState.Shifting) Objects.requireNonNull(record.state())).step();
  }

  private Lease trial(
      @Nullable Lease before, RolloutRecord record, Weight weight, Duration coverAfter) {
    return new Lease(
            next(before),
            config.lease(),
            weight,
            route(record.stable()),
            route(record.canary()),
            coverAfter)
        .sorting(DriftWatch.bins(record));
  }

  private Lease serving(@Nullable Lease before, @Nullable Release release) {
    return new Lease(
        next(before), config.lease(), Weight.ZERO, route(release), null, Lease.RELAY_LIMIT);
  }

  /** A watch begins with the promotion: whoever covers in it does so from the first request on. */
  private boolean isWatchedFromNowOn(RolloutRecord record) {
    return record.state() instanceof RolloutState.Promoting && !config.rules().watch().isZero();
  }

  private Lease watched(@Nullable Lease before, RolloutRecord record, Duration coverAfter) {
    Lease alone = serving(before, record.canary());
    Release old = record.stable();
    boolean doubted =
        record.state() instanceof RolloutState.Watching watching && watching.doubt() != null;
    Weight share = config.rules().heldOut(doubted);
    return old == null || share.isZero()
        ? alone
        : alone
            .in(config.rules().manner().watched())
            .holding(new Holdout(route(old), share, coverAfter));
  }

  private Route route(@Nullable Release release) {
    return workloads.start(Objects.requireNonNull(release, "a version to route to"));
  }

  private static long next(@Nullable Lease before) {
    return before == null ? 1 : before.renewal() + 1;
  }
}

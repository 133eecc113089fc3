package dev.mlbox.engine.screen;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rollouts as targets remember them. */
final class Records {
  static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  static final Release V1 =
      new Release("v1", "sha256:1", "box", Map.of("commit", "0123456789ab", "subject", "first"));
  static final Release V2 = new Release("v2", "sha256:2", "box", Map.of());

  private Records() {}

  static CanaryConfig config(Promotion promotion) {
    return new CanaryConfig(
        new Rules(
                List.of(new Weight(0.05), new Weight(0.5)),
                Duration.ofSeconds(30),
                50,
                Duration.ofMinutes(10),
                Unproven.PROMOTE,
                Duration.ofMinutes(15),
                Duration.ofMinutes(5))
            .promoted(promotion),
        List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")),
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  /** A first version that serves. */
  static RolloutRecord serving() {
    return RolloutRecord.empty()
        .versions(V1, null)
        .with(new RolloutState.Succeeded(T0, ""))
        .ended(new Past(V1, Past.End.PROMOTED, "", T0, "ana"));
  }

  /** A second one that has some of the requests. */
  static RolloutRecord canary(RolloutState state, long stable, long canary, long errors) {
    Route first = new Route("v1", "127.0.0.1:1");
    Route second = new Route("v2", "127.0.0.1:2");
    return serving()
        .versions(V1, V2)
        .with(state)
        .with(
            new Lease(
                3, Duration.ofSeconds(10), new Weight(0.05), first, second, Duration.ofSeconds(1)))
        .counting(
            List.of(
                new LiveBatch(
                    0,
                    0,
                    0.05,
                    new ArmOutcome(stable, 0, 0, 0),
                    new ArmOutcome(canary, errors, 0, 0))));
  }
}

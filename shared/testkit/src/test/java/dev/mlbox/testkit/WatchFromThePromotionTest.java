package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static dev.mlbox.testkit.Stage.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The watch's share is given, covered and counted as soon as the new version has all requests. */
class WatchFromThePromotionTest {
  private static final Duration WATCH = Duration.ofMinutes(5);

  private final Stage stage = Stage.withTheFirst(0.05, 0.5);
  private final List<Lease> promoted = new ArrayList<>();
  private Instant since = Instant.MIN;

  private Lease lease() {
    return Objects.requireNonNull(stage.world.load().record().lease());
  }

  private RolloutEnd deploy(Duration watch, Runnable whilePromoting) {
    return stage
        .rollouts(
            "ana",
            once(
                RolloutState.Promoting.class,
                () -> {
                  promoted.add(lease());
                  since = Objects.requireNonNull(stage.world.load().record().state()).since();
                  whilePromoting.run();
                }),
            watch)
        .deploy(V2, Probe.none());
  }

  private Instant over() {
    return Objects.requireNonNull(stage.world.load().record().state()).since();
  }

  @Test
  void theOldVersionHasItsShareBeforeTheFirstLookAfterThePromotion() {
    deploy(WATCH, () -> {});
    Lease lease = promoted.get(0);
    assertThat(lease.stable().version()).isEqualTo("v2");
    assertThat(Objects.requireNonNull(lease.holdout()).route().version()).isEqualTo("v1");
    assertThat(lease.holdout().weight()).isEqualTo(Rules.HOLDOUT);
  }

  @Test
  void noRequestAfterThePromotionIsLeftOutOfTheWatch() {
    RolloutEnd end = deploy(WATCH, () -> {});
    long counted =
        LiveBatch.requests(end.log()).stream()
            .filter(batch -> batch.step() == 2)
            .mapToLong(batch -> batch.stable().requests() + batch.canary().requests())
            .sum();
    assertThat(counted)
        .as("100 a second; those of the last may not have been read")
        .isGreaterThanOrEqualTo(100 * (Duration.between(since, over()).toSeconds() - 1));
  }

  @Test
  void aVersionThatFailsFromItsPromotionOnIsDoubtedAtTheFirstLookOfItsWatch() {
    RolloutEnd end = deploy(WATCH, () -> stage.world.failing("v2", 1));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(Duration.between(since, over())).isLessThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void withoutAWatchNobodyKeepsAShare() {
    deploy(Duration.ZERO, () -> {});
    assertThat(promoted.get(0).holdout()).isNull();
  }

  @Test
  void aPilotThatDiesAtThePromotionLeavesAShareThatRunsOutAndTheNextOneGoesOn() {
    assertThatThrownBy(
            () ->
                deploy(
                    WATCH,
                    () -> {
                      throw new IllegalStateException("kill -9");
                    }))
        .hasMessage("kill -9");
    stage.time.sleep(Duration.ofSeconds(40));
    List<Long> given = stage.world.canaryRequests();
    assertThat(given.subList(given.size() - 25, given.size())).containsOnly(0L);

    assertThat(deploy(WATCH, () -> {}).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(lease().holdout()).isNull();
  }
}

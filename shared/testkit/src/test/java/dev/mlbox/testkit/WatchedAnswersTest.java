package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A promoted version that fails nothing, is not slow, and answers otherwise than the old one. */
class WatchedAnswersTest {
  private static final Weight COMPARED = new Weight(0.1);

  private final Stage stage = Stage.withTheFirst(0.05, 0.5);
  private final List<Instant> watching = new ArrayList<>();

  @BeforeEach
  void compare() {
    stage.manner = new Manner(Weight.ZERO, null, COMPARED);
    stage.criteria =
        List.of(
            Criterion.parse("errors > 1.5 * stable and > 0.5%"),
            Criterion.parse("disagreement > 5%"));
    // As two good models do, all the time.
    stage.world.differing("v2", 0.02);
  }

  private RolloutEnd deploy(Runnable whileWatching) {
    return stage
        .rollouts(
            "ana",
            event -> {
              if (event instanceof Event.Looked looked
                  && looked.state() instanceof RolloutState.Watching) {
                watching.add(stage.time.now());
                whileWatching.run();
              }
            },
            Duration.ofMinutes(5))
        .deploy(V2, Probe.none());
  }

  @Test
  void isRevertedWithinSeconds() {
    RolloutEnd end = deploy(() -> stage.world.differing("v2", 1));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason())
        .startsWith("disagreement on ")
        .contains("`disagreement > 5%` is proven");
    assertThat(stage.world.served()).isEqualTo("v1");
    Instant reverted = Objects.requireNonNull(stage.world.load().record().state()).since();
    assertThat(Duration.between(watching.get(0), reverted)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void isKeptWhereItDiffersAsItDidBefore() {
    RolloutEnd end = deploy(() -> {});
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    long compared =
        LiveBatch.of("disagreement", end.log()).stream()
            .filter(batch -> batch.step() == 2)
            .mapToLong(batch -> batch.canary().requests())
            .sum();
    assertThat(compared).as("a tenth of 100 a second, for five minutes").isBetween(2_500L, 3_500L);
  }
}

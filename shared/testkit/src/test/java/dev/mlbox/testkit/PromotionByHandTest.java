package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static dev.mlbox.testkit.Stage.afterLooks;
import static dev.mlbox.testkit.Stage.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A canary that waits for somebody to promote it, or is promoted before it is proven. */
class PromotionByHandTest {
  private final Stage stage = Stage.withTheFirst(0.05, 0.5);

  private void manual() {
    stage.promotion =
        new Promotion(Promotion.By.MANUAL, Duration.ofHours(1), Promotion.Overdue.REVERT);
  }

  @Test
  void aProvenCanaryKeepsItsLastWeightUntilSomebodyPromotesIt() {
    manual();
    Consumer<Event> promoting =
        once(
            RolloutState.Awaiting.class,
            () -> {
              assertThat(Objects.requireNonNull(stage.rollouts().status().lease()).weight())
                  .isEqualTo(new Weight(0.5));
              assertThat(stage.rollouts("ben", event -> {}).promote(null).outcome())
                  .isEqualTo(Outcome.SUCCEEDED);
            });
    RolloutEnd end = stage.rollouts("ana", promoting).deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.promotedByOther()).as("ben tells of it").isTrue();
    assertThat(stage.world.served()).isEqualTo("v2");
    Past past = stage.rollouts().status().history().get(1);
    assertThat(past.reason()).isEqualTo("promoted by hand");
    assertThat(past.by()).isEqualTo("ben");
  }

  @Test
  void whatFollowsAPromotionByHandCanBeLeftToAPilot() {
    manual();
    Consumer<Event> promoting =
        once(
            RolloutState.Awaiting.class,
            () -> {
              assertThat(stage.rollouts("ben", event -> {}).promoteFor(null)).isEqualTo(V2);
              Handover pilot = stage.handover("pilot");
              assertThat(pilot.goOn("v2", from -> from.id().equals("ben")).orElseThrow().outcome())
                  .isEqualTo(Outcome.SUCCEEDED);
            });
    assertThat(stage.rollouts("ana", promoting).deploy(V2, Probe.none()).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(stage.rollouts().status().history().get(1).by()).isEqualTo("pilot");
    assertThat(stage.world.running()).containsExactly("v2");
  }

  @Test
  void aProvenCanaryThatTurnsBadWhileItWaitsIsReverted() {
    manual();
    RolloutEnd end =
        stage
            .rollouts(
                "ana", once(RolloutState.Awaiting.class, () -> stage.world.failing("v2", 0.5)))
            .deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("`errors > 1.5 * stable and > 0.5%` is proven");
    assertThat(stage.world.served()).isEqualTo("v1");
  }

  @Test
  void aProvenCanaryThatNobodyPromotesIsRevertedAfterTheDeadline() {
    manual();
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("nobody promoted it within 1h");
  }

  @Test
  void orPromotedWhereThatIsConfigured() {
    stage.promotion =
        new Promotion(Promotion.By.MANUAL, Duration.ofHours(1), Promotion.Overdue.PROMOTE);
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEqualTo("nobody promoted it within 1h");
  }

  @Test
  void aCanaryThatIsNotProvenIsPromotedOnlyForAReason() {
    Consumer<Event> forcing =
        afterLooks(
            3,
            () -> {
              assertThatThrownBy(() -> stage.rollouts().promote(null))
                  .hasMessageStartingWith("the canary v2 is not proven: it has 5% of the requests");
              assertThat(stage.rollouts("ben", event -> {}).promote("a fix").outcome())
                  .isEqualTo(Outcome.SUCCEEDED);
            });
    stage.rollouts("ana", forcing).deploy(V2, Probe.none());
    Past past = stage.rollouts().status().history().get(1);
    assertThat(past.end()).isEqualTo(Past.End.PROMOTED);
    assertThat(past.reason())
        .startsWith("forced by hand: a fix; when it was forced, it has 5% of the requests");
  }
}

package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.ONE;
import static dev.mlbox.testkit.Stage.PROBE;
import static dev.mlbox.testkit.Stage.once;
import static dev.mlbox.testkit.Stage.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens between two steps of a rollout: a failed action, a killed driver, somebody else. */
class GapsTest {
  private final Stage stage = new Stage();
  private final FakeWorld world = stage.world;

  @BeforeEach
  void deployTheFirstVersion() {
    world.answering(ONE, known -> ONE);
    stage.rollouts().deploy(release("v1"), PROBE);
  }

  private static MlboxException timeout() {
    return MlboxException.broken(Problem.of("the API server took too long"), null);
  }

  private void killedIn(Class<? extends RolloutState> state, Duration watch) {
    assertThatThrownBy(
            () ->
                stage
                    .rollouts(
                        "ana",
                        once(
                            state,
                            () -> {
                              throw new IllegalStateException("killed");
                            }),
                        watch)
                    .deploy(release("v2"), PROBE))
        .hasMessage("killed");
  }

  private Lease lease() {
    return Objects.requireNonNull(world.load().record().lease());
  }

  /** One that takes longer is not covered for too soon until the first look. */
  @Test
  void aPilotThatGoesOnKnowsHowLongAnswersTake() {
    Runnable killed =
        () -> {
          throw new IllegalStateException("killed");
        };
    assertThatThrownBy(
            () -> stage.rollouts("ana", Stage.afterLooks(5, killed)).deploy(release("v2"), PROBE))
        .hasMessage("killed");
    Duration known = lease().coverAfter();
    assertThat(known).as("known").isLessThan(Duration.ofSeconds(2));
    List<Duration> first = new ArrayList<>();
    stage
        .rollouts("ana", once(RolloutState.Shifting.class, () -> first.add(lease().coverAfter())))
        .deploy(release("v2"), PROBE);
    assertThat(first).containsExactly(known);
  }

  @Test
  void aSwitchThatFailsOnceIsDoneAgain() {
    RolloutEnd end =
        stage
            .rollouts("ana", once(RolloutState.Shifting.class, () -> world.stumbleOnce(timeout())))
            .deploy(release("v2"), PROBE);
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v2");
    assertThat(world.running()).containsExactly("v2");
  }

  @Test
  void cleaningUpThatFailsOnceIsDoneAgain() {
    RolloutEnd end =
        stage
            .rollouts("ana", once(RolloutState.Promoting.class, () -> world.stumbleOnce(timeout())))
            .deploy(release("v2"), PROBE);
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.running()).containsExactly("v2");
  }

  @Test
  void aRefusalOnTheWayIsAnOutageThatMayPass() {
    MlboxException refused = MlboxException.invalid(Problem.of("the login has run out"));
    RolloutEnd end =
        stage
            .rollouts("ana", once(RolloutState.Shifting.class, () -> world.stumbleOnce(refused)))
            .deploy(release("v2"), PROBE);
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v2");
  }

  @Test
  void aCanaryThatNobodyDroveForHoursIsNotPromotedForIt() {
    killedIn(RolloutState.Shifting.class, Duration.ZERO);
    stage.time.sleep(Duration.ofHours(3));
    world.failing("v2", 1);
    assertThat(stage.rollouts().deploy(release("v2"), PROBE).outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void aWatchThatNobodyKeptIsKeptFromThenOn() {
    Duration watch = Duration.ofMinutes(5);
    killedIn(RolloutState.Watching.class, watch);
    stage.time.sleep(Duration.ofHours(3));
    world.failing("v2", 1);
    assertThat(
            stage.rollouts("ana", stage.events::add, watch).deploy(release("v2"), PROBE).outcome())
        .isEqualTo(Outcome.REVERTED);
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void aCanaryOfMoreStepsThanAreLeftBeginsAnew() {
    killedIn(RolloutState.Shifting.class, Duration.ZERO);
    world.change(
        record -> record.with(new RolloutState.Shifting(3, stage.time.now(), stage.time.now())));
    assertThat(stage.rollouts().deploy(release("v2"), PROBE).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v2");
  }

  @Test
  void whatWasRevertedWhileItsBoxesCameUpIsNotPromoted() {
    killedIn(RolloutState.Shifting.class, Duration.ZERO);
    world.slowToStart("v2", true);
    stage.meanwhile(
        () -> {
          world.slowToStart("v2", false);
          stage.rollouts("pilot", stage.events::add).revert(null, "worse");
        });
    assertThatThrownBy(() -> stage.rollouts().promote("looks fine"))
        .hasMessage("there is no canary to promote; start one with `mlbox deploy`");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(stage.rollouts().deploy(release("v3"), PROBE).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void whatAnotherDeployBeganMeanwhileIsNotPromotedUnproven() {
    killedIn(RolloutState.Shifting.class, Duration.ZERO);
    world.slowToStart("v2", true);
    stage.meanwhile(
        () -> {
          world.slowToStart("v2", false);
          stage.handover("ben").begin(release("v9"), PROBE);
        });
    assertThatThrownBy(() -> stage.rollouts().promote("looks fine"))
        .hasMessage("v2 is no longer the canary; a newer deploy took over");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactlyInAnyOrder("v1", "v9");
  }

  @Test
  void goingBackLeavesAloneWhatWasDeployedMeanwhile() {
    stage.rollouts().deploy(release("v2"), PROBE);
    world.slowToStart("v1", true);
    stage.meanwhile(
        () -> {
          world.slowToStart("v1", false);
          stage.handover("ben").begin(release("v3"), PROBE);
        });
    assertThatThrownBy(() -> stage.rollouts().revert("v1", "why"))
        .hasMessage("a newer deploy took over; nothing was gone back to");
    assertThat(world.served()).isEqualTo("v2");
    assertThat(world.running()).contains("v2", "v3");
  }

  @Test
  void whoServesAfterAHaltedWatchStays() {
    RolloutEnd halted =
        stage
            .rollouts(
                "ana",
                once(
                    RolloutState.Watching.class,
                    () -> {
                      world.trouble("v1", "its node is gone");
                      world.failing("v2", 0.5);
                    }),
                Duration.ofMinutes(5))
            .deploy(release("v2"), PROBE);
    assertThat(halted.outcome()).isEqualTo(Outcome.HALTED);
    assertThat(halted.serving()).isEqualTo("v2");
    world.failing("v2", 0);
    assertThat(stage.handover("ben").begin(release("v3"), PROBE)).isEmpty();
    assertThat(world.served()).isEqualTo("v2");
    assertThat(world.running()).containsExactlyInAnyOrder("v2", "v3");
  }
}

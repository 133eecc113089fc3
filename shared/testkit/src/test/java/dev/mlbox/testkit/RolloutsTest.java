package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V1;
import static dev.mlbox.testkit.Stage.V2;
import static dev.mlbox.testkit.Stage.afterLooks;
import static dev.mlbox.testkit.Stage.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private final Stage stage = Stage.withTheFirst(0.05, 0.5);

  private Past.End lastEnd() {
    List<Past> history = stage.rollouts().status().history();
    return history.get(history.size() - 1).end();
  }

  @Test
  void anEqualCanaryIsPromoted() {
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEmpty();
    assertThat(stage.world.served()).isEqualTo("v2");
    assertThat(stage.world.running()).containsExactly("v2");
  }

  @Test
  void noCountIsLostBetweenTwoRenewalsOfTheLease() {
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    long counted =
        end.log().stream()
            .map(LiveBatch::canary)
            .reduce(ArmOutcome.NONE, ArmOutcome::plus)
            .requests();
    long given = stage.world.canaryRequests().stream().mapToLong(Long::longValue).sum();
    // The first look's second is no evidence, and the last one may not have been read.
    assertThat(counted).isGreaterThan(given - 120);
  }

  @Test
  void aFailingCanaryIsReverted() {
    stage.world.failing("v2", 0.5);
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains("`errors > 1.5 * stable and > 0.5%` is proven");
    assertThat(end.lastWords()).containsExactly("last words of v2");
    assertThat(stage.world.served()).isEqualTo("v1");
    assertThat(stage.world.running()).containsExactly("v1");
    assertThat(lastEnd()).isEqualTo(Past.End.REVERTED);
  }

  @Test
  void aCanaryThatFailsInItsShadowNeverAnswersAUser() {
    stage.manner = new Manner(Weight.ALL, null);
    stage.world.failing("v2", 0.3);
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).startsWith("in its shadow: errors ");
    assertThat(stage.world.canaryRequests()).containsOnly(0L);
    assertThat(stage.world.served()).isEqualTo("v1");
  }

  @Test
  void anEqualCanaryComesOutOfItsShadow() {
    stage.manner = new Manner(Weight.ALL, null);
    stage.world.failing("v1", 0.02);
    stage.world.failing("v2", 0.02);
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.log().get(0).step()).isEqualTo(LiveBatch.SHADOW);
    assertThat(end.log().get(0).share()).isEqualTo(0.5);
    assertThat(end.log()).anyMatch(batch -> batch.step() == 1);
    assertThat(Objects.requireNonNull(stage.rollouts().status().lease()).shadow())
        .isEqualTo(Weight.ZERO);
  }

  @Test
  void theHeaderOfUsersIsInTheLeaseWhileTheyAreDivided() {
    stage.manner = new Manner(Weight.ZERO, "X-User");
    List<String> headers = new java.util.ArrayList<>();
    stage
        .rollouts("ana", event -> headers.add(String.valueOf(stickyNow())))
        .deploy(V2, Probe.none());
    assertThat(headers).contains("X-User");
    assertThat(Objects.requireNonNull(stage.rollouts().status().lease()).sticky()).isNull();
  }

  private @Nullable String stickyNow() {
    Lease lease = stage.world.load().record().lease();
    return lease == null ? null : lease.sticky();
  }

  @Test
  void aVersionThatServesAlreadyIsLeftAlone() {
    RolloutEnd end = stage.rollouts().deploy(V1, Probe.none());
    assertThat(end.reason()).isEqualTo("v1 serves already");
    assertThat(stage.rollouts().status().history()).hasSize(1);
  }

  @Test
  void aBoxThatAnswersOtherwiseThanEvaluatedIsReverted() {
    Predictions evaluated = Predictions.of(new Column.Whole(new long[] {1}));
    stage.world.answering(evaluated, known -> Predictions.of(new Column.Whole(new long[] {0})));
    RolloutEnd end = stage.rollouts().deploy(V2, new Probe(new Table(Map.of(), 1), evaluated));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("probe: row 1 was evaluated as 1 and is served as 0");
    assertThat(stage.world.canaryRequests()).containsOnly(0L);
  }

  /** 70 s of probing had used up the canary's minute: it was promoted without any evidence. */
  @Test
  void aLongProbeDoesNotUseUpThePatienceOfTheCanary() {
    Predictions evaluated = Predictions.of(new Column.Whole(new long[] {1}));
    stage.world.answering(
        evaluated,
        known -> {
          stage.time.sleep(Duration.ofSeconds(70));
          return known;
        });
    stage.patience = Duration.ofSeconds(30);
    RolloutEnd end = stage.rollouts().deploy(V2, new Probe(new Table(Map.of(), 1), evaluated));
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEmpty();
    assertThat(stage.world.canaryRequests()).anyMatch(given -> given > 20);
  }

  @Test
  void aBoxThatCrashesIsRevertedInItsOwnWords() {
    stage.world.trouble("v2", "CrashLoopBackOff: exit 1");
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("CrashLoopBackOff: exit 1");
    assertThat(stage.world.running()).containsExactly("v1");
  }

  @Test
  void anInterruptLeavesAllTrafficOnTheStableVersion() {
    RolloutEnd end =
        stage
            .rollouts("ana", afterLooks(3, () -> stage.interrupted.set(true)))
            .deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).isEqualTo("interrupted");
    assertThat(stage.world.served()).isEqualTo("v1");
  }

  @Test
  void aKilledDeployLosesItsWeightAndIsResumed() {
    assertThatThrownBy(
            () ->
                stage
                    .rollouts(
                        "ana",
                        afterLooks(
                            3,
                            () -> {
                              throw new IllegalStateException("killed");
                            }))
                    .deploy(V2, Probe.none()))
        .hasMessage("killed");
    stage.time.sleep(Duration.ofSeconds(30));
    List<Long> seconds = stage.world.canaryRequests();
    assertThat(seconds.subList(seconds.size() - 18, seconds.size())).containsOnly(0L);
    assertThat(stage.rollouts().deploy(V2, Probe.none()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(stage.rollouts().status().history()).hasSize(2);
  }

  @Test
  void theOneWhoWasTakenOverSaysByWhom() {
    Release v3 = release("v3");
    assertThatThrownBy(
            () ->
                stage
                    .rollouts(
                        "ana",
                        afterLooks(
                            3, () -> stage.rollouts("ben", event -> {}).deploy(v3, Probe.none())))
                    .deploy(V2, Probe.none()))
        .isInstanceOf(MlboxException.class)
        .hasMessage("ben has taken over this rollout");
    assertThat(stage.world.served()).isEqualTo("v3");
    assertThat(stage.world.running()).containsExactly("v3");
  }

  @Test
  void aTargetThatIsAwayForAWhileDecidesNothing() {
    int[] calls = new int[1];
    RolloutEnd end =
        stage
            .rollouts(
                "ana",
                event -> {
                  if (event instanceof Event.Noted noted
                      && noted.text().contains("does not answer")) {
                    calls[0]++;
                    stage.time.sleep(Duration.ofSeconds(20));
                    stage.world.away(false);
                  } else {
                    afterThird.accept(event);
                  }
                })
            .deploy(V2, Probe.none());
    assertThat(calls[0]).isEqualTo(1);
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  private final Consumer<Event> afterThird = afterLooks(3, () -> stage.world.away(true));

  @Test
  void revertGoesBackToTheVersionBefore() {
    stage.rollouts().deploy(V2, Probe.none());
    RolloutEnd end = stage.rollouts().revert(null, "customers complain");
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEqualTo("v1 serves again");
    assertThat(stage.world.served()).isEqualTo("v1");
    assertThatThrownBy(() -> stage.rollouts().revert(null, "again"))
        .hasMessageStartingWith("there is no earlier promoted version to go back to");
  }

  @Test
  void aWatchThatFailsGoesBackToTheWarmVersion() {
    RolloutEnd end =
        stage
            .rollouts(
                "ana",
                event -> {
                  if (event instanceof Event.Looked looked
                      && looked.state() instanceof RolloutState.Watching) {
                    stage.world.failing("v2", 0.3);
                  }
                },
                Duration.ofMinutes(5))
            .deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(stage.world.served()).isEqualTo("v1");
    assertThat(stage.world.running()).containsExactly("v1");
  }
}

package dev.mlbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private static final Predictions ONE = Predictions.of(new Column.Whole(new long[] {1}));
  private static final Probe PROBE = new Probe(new Table(Map.of(), 1), ONE);

  private final FakeTime time = new FakeTime();
  private final FakeWorld world = new FakeWorld(time);
  private final List<Event> events = new ArrayList<>();

  private static Release release(String version) {
    return new Release(version, "sha256:" + version, "box/" + version, Map.of());
  }

  private static CanaryConfig config() {
    Rules rules =
        new Rules(
            List.of(new Weight(0.5)),
            Duration.ofSeconds(5),
            20,
            Duration.ofMinutes(2),
            Unproven.PROMOTE,
            Duration.ZERO,
            Duration.ofMinutes(1));
    return new CanaryConfig(
        rules,
        List.of(Criterion.parse("errors > 1.5 * stable and > 0.5%")),
        Duration.ofMillis(5),
        0.01,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        null,
        1);
  }

  private Rollouts rollouts() {
    return new Rollouts(
        world.target(),
        config(),
        new Holder("ana", "ana"),
        new Pace(time, events::add, () -> false));
  }

  private Handover handover(String who, Consumer<Event> listener) {
    return new Handover(
        world.target(),
        config(),
        new Holder(who, who),
        new Pace(time, listener::accept, () -> false));
  }

  private static boolean fromBuildOrFellow(Holder holder) {
    return holder.id().equals("build") || holder.id().startsWith("job/");
  }

  private Consumer<Event> once(Class<? extends RolloutState> state, Runnable what) {
    boolean[] done = new boolean[1];
    return event -> {
      if (event instanceof Event.Looked looked && state.isInstance(looked.state()) && !done[0]) {
        done[0] = true;
        what.run();
      }
    };
  }

  private void begin() {
    world.answering(ONE, known -> ONE);
    rollouts().deploy(release("v1"), PROBE);
    assertThat(handover("build", events::add).begin(release("v2"), PROBE)).isEmpty();
    assertThat(world.running()).containsExactlyInAnyOrder("v1", "v2");
  }

  @Test
  void aPilotEndsWhatABuildBegan() {
    begin();
    Optional<RolloutEnd> end =
        handover("job/a", events::add).goOn("v2", HandoverTest::fromBuildOrFellow);
    assertThat(end.map(RolloutEnd::outcome)).contains(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v2");
    assertThat(handover("build", events::add).follow(release("v2")).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aPilotAsksTheRowsThatTheBuildKept() {
    begin();
    world.answering(ONE, known -> Predictions.of(new Column.Whole(new long[] {0})));
    Optional<RolloutEnd> end =
        handover("job/a", events::add).goOn("v2", HandoverTest::fromBuildOrFellow);
    assertThat(end.map(RolloutEnd::reason))
        .contains("probe: row 1 was evaluated as 1 and is served as 0");
  }

  @Test
  void ofTwoPilotsOneGoesOnAndNothingIsDoneTwice() {
    begin();
    Handover first =
        handover(
            "job/a",
            once(
                RolloutState.Shifting.class,
                () -> handover("job/b", events::add).goOn("v2", HandoverTest::fromBuildOrFellow)));
    assertThatThrownBy(() -> first.goOn("v2", HandoverTest::fromBuildOrFellow))
        .isInstanceOf(MlboxException.class)
        .hasMessage("job/b has taken over this rollout");
    assertThat(world.served()).isEqualTo("v2");
    assertThat(rollouts().status().history()).hasSize(2);
  }

  @Test
  void aPilotLeavesAloneWhatAPersonHasTakenOver() {
    begin();
    Rollouts person =
        new Rollouts(
            world.target(),
            config(),
            new Holder("ana", "ana"),
            new Pace(
                time,
                once(
                        RolloutState.Shifting.class,
                        () ->
                            assertThat(
                                    handover("job/b", events::add)
                                        .goOn("v2", HandoverTest::fromBuildOrFellow))
                                .isEmpty())
                    ::accept,
                () -> false));
    assertThat(person.deploy(release("v2"), PROBE).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(handover("job/b", events::add).goOn("v2", HandoverTest::fromBuildOrFellow))
        .isEmpty();
  }

  @Test
  void aRolloutThatNobodyDrivesIsSaid() {
    begin();
    assertThatThrownBy(() -> handover("build", events::add).follow(release("v2")))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith("no pilot has driven the rollout of v2 for 61 s");
  }
}

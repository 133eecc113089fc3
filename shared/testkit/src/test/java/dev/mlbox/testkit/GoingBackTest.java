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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoingBackTest {
  private static final Predictions ONE = Predictions.of(new Column.Whole(new long[] {1}));
  private static final Predictions OTHER = Predictions.of(new Column.Whole(new long[] {0}));
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

  @BeforeEach
  void deployThreeVersions() {
    world.answering(ONE, known -> ONE);
    rollouts().deploy(release("v1"), PROBE);
    rollouts().deploy(release("v2"), PROBE);
    rollouts().deploy(release("v3"), PROBE);
  }

  @Test
  void anyEarlierVersionIsProbedAsItWasOnceAndServesAgain() {
    RolloutEnd end = rollouts().revert("v1", "v2 and v3 are worse");
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEqualTo("v1 serves again");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(world.provided()).containsEntry("v1", Weight.ALL);
    assertThat(events).contains(new Event.Noted("probe", "1 rows, v1 answers as it was evaluated"));
  }

  @Test
  void aVersionThatAnswersOtherwiseNowIsNotGoneBackTo() {
    world.answering(ONE, known -> OTHER);
    assertThatThrownBy(() -> rollouts().revert("v1", "why"))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "version v1 does not answer as it once did: row 1 was evaluated as 1 and is served as"
                + " 0; nothing was changed; the present version serves on");
    assertThat(world.served()).isEqualTo("v3");
    assertThat(world.running()).containsExactly("v3");
  }

  @Test
  void nothingIsLeftOfAVersionWhoseImageIsGone() {
    world.trouble("v1", "ErrImagePull: not found");
    assertThatThrownBy(() -> rollouts().revert("v1", "why"))
        .hasMessage(
            "version v1 did not become ready: ErrImagePull: not found; nothing was changed; the"
                + " present version serves on");
    assertThat(world.running()).containsExactly("v3");
    assertThat(rollouts().status().history()).hasSize(3);
  }

  @Test
  void aRevertedVersionIsNeverGoneBackTo() {
    rollouts().revert(null, "v3 is worse");
    assertThat(world.served()).isEqualTo("v2");
    assertThatThrownBy(() -> rollouts().revert("v3", "again"))
        .hasMessage(
            "version v3 was reverted: v3 is worse; choose one that `mlbox history` lists as"
                + " promoted");
    assertThat(rollouts().revert(null, "v2 too").reason()).isEqualTo("v1 serves again");
  }

  @Test
  void aVersionThatIsNotMeantClearlyIsSaid() {
    assertThatThrownBy(() -> rollouts().revert("v", "why"))
        .hasMessage(
            "2 earlier versions begin with v; choose one that `mlbox history` lists as promoted");
    assertThatThrownBy(() -> rollouts().revert("v3", "why"))
        .hasMessageStartingWith("version v3 serves already");
    assertThatThrownBy(() -> rollouts().revert("v9", "why"))
        .hasMessageStartingWith("version v9 was never promoted");
  }

  @Test
  void aCanaryEndsBeforeAnEarlierVersionServesAgain() {
    Release v4 = release("v4");
    boolean[] done = new boolean[1];
    Rollouts deploying =
        new Rollouts(
            world.target(),
            config(),
            new Holder("ben", "ben"),
            new Pace(
                time,
                event -> {
                  if (event instanceof Event.Looked looked
                      && looked.state() instanceof RolloutState.Shifting
                      && !done[0]) {
                    done[0] = true;
                    rollouts().revert("v1", "why");
                  }
                },
                () -> false));
    assertThatThrownBy(() -> deploying.deploy(v4, PROBE))
        .hasMessage("ana has taken over this rollout");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(rollouts().status().history())
        .extracting(past -> past.release().version() + " " + past.end())
        .endsWith("v4 REVERTED", "v3 REVERTED", "v1 PROMOTED");
  }
}

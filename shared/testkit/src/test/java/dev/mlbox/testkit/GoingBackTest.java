package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.ONE;
import static dev.mlbox.testkit.Stage.OTHER;
import static dev.mlbox.testkit.Stage.PROBE;
import static dev.mlbox.testkit.Stage.once;
import static dev.mlbox.testkit.Stage.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoingBackTest {
  private final Stage stage = new Stage();
  private final FakeWorld world = stage.world;

  @BeforeEach
  void deployThreeVersions() {
    world.answering(ONE, known -> ONE);
    stage.rollouts().deploy(release("v1"), PROBE);
    stage.rollouts().deploy(release("v2"), PROBE);
    stage.rollouts().deploy(release("v3"), PROBE);
  }

  @Test
  void anyEarlierVersionIsProbedAsItWasOnceAndServesAgain() {
    RolloutEnd end = stage.rollouts().revert("v1", "v2 and v3 are worse");
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.reason()).isEqualTo("v1 serves again");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(world.provided()).containsEntry("v1", Weight.ALL);
    assertThat(stage.events)
        .contains(new Event.Noted("probe", "1 rows, v1 answers as it was evaluated"));
  }

  @Test
  void aVersionThatAnswersOtherwiseNowIsNotGoneBackTo() {
    world.answering(ONE, known -> OTHER);
    assertThatThrownBy(() -> stage.rollouts().revert("v1", "why"))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "version v1 does not answer as it once did: row 1 was evaluated as 1 and is served as"
                + " 0; nothing was changed; the present version serves on");
    assertThat(world.served()).isEqualTo("v3");
    assertThat(world.running()).containsExactly("v3");
  }

  @Test
  void aBoxThatDoesNotAnswerYetIsAskedAgain() {
    int[] asked = new int[1];
    world.answering(
        ONE,
        known -> {
          if (++asked[0] < 3) {
            throw MlboxException.broken(Problem.of("connection refused"), null);
          }
          return ONE;
        });
    assertThat(stage.rollouts().revert("v1", "why").reason()).isEqualTo("v1 serves again");
    assertThat(asked[0]).isEqualTo(3);
  }

  @Test
  void nothingIsLeftOfAVersionWhoseImageIsGone() {
    world.trouble("v1", "ErrImagePull: not found");
    assertThatThrownBy(() -> stage.rollouts().revert("v1", "why"))
        .hasMessage(
            "version v1 did not become ready: ErrImagePull: not found; nothing was changed; the"
                + " present version serves on");
    assertThat(world.running()).containsExactly("v3");
    assertThat(stage.rollouts().status().history()).hasSize(3);
  }

  @Test
  void aRevertedVersionIsNeverGoneBackTo() {
    stage.rollouts().revert(null, "v3 is worse");
    assertThat(world.served()).isEqualTo("v2");
    assertThatThrownBy(() -> stage.rollouts().revert("v3", "again"))
        .hasMessage(
            "version v3 was reverted: v3 is worse; choose one that `mlbox history` lists as"
                + " promoted");
    assertThat(stage.rollouts().revert(null, "v2 too").reason()).isEqualTo("v1 serves again");
  }

  @Test
  void aVersionThatIsNotMeantClearlyIsSaid() {
    assertThatThrownBy(() -> stage.rollouts().revert("v", "why"))
        .hasMessage(
            "2 earlier versions begin with v; choose one that `mlbox history` lists as promoted");
    assertThatThrownBy(() -> stage.rollouts().revert("v3", "why"))
        .hasMessageStartingWith("version v3 serves already");
    assertThatThrownBy(() -> stage.rollouts().revert("v9", "why"))
        .hasMessageStartingWith("version v9 was never promoted");
  }

  @Test
  void aCanaryEndsBeforeAnEarlierVersionServesAgain() {
    Rollouts deploying =
        stage.rollouts(
            "ben", once(RolloutState.Shifting.class, () -> stage.rollouts().revert("v1", "why")));
    assertThatThrownBy(() -> deploying.deploy(release("v4"), PROBE))
        .hasMessage("ana has taken over this rollout");
    assertThat(world.served()).isEqualTo("v1");
    assertThat(world.running()).containsExactly("v1");
    assertThat(stage.rollouts().status().history())
        .extracting(past -> past.release().version() + " " + past.end())
        .endsWith("v4 REVERTED", "v3 REVERTED", "v1 PROMOTED");
  }
}

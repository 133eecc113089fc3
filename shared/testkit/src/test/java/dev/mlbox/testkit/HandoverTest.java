package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.ONE;
import static dev.mlbox.testkit.Stage.OTHER;
import static dev.mlbox.testkit.Stage.PROBE;
import static dev.mlbox.testkit.Stage.once;
import static dev.mlbox.testkit.Stage.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.run.Glance;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Mark;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Rollouts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final Stage stage = new Stage();
  private final FakeWorld world = stage.world;

  private static boolean fromBuildOrFellow(Holder holder) {
    return holder.id().equals("build") || holder.id().startsWith("job/");
  }

  private void begin() {
    world.answering(ONE, known -> ONE);
    stage.rollouts().deploy(release("v1"), PROBE);
    assertThat(stage.handover("build").begin(release("v2"), PROBE)).isEmpty();
    assertThat(world.running()).containsExactlyInAnyOrder("v1", "v2");
  }

  @Test
  void aPilotEndsWhatABuildBegan() {
    begin();
    Optional<RolloutEnd> end = stage.handover("job/a").goOn("v2", HandoverTest::fromBuildOrFellow);
    assertThat(end.map(RolloutEnd::outcome)).contains(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v2");
    assertThat(stage.handover("build").follow(release("v2")).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aPilotAsksTheRowsThatTheBuildKept() {
    begin();
    world.answering(ONE, known -> OTHER);
    Optional<RolloutEnd> end = stage.handover("job/a").goOn("v2", HandoverTest::fromBuildOrFellow);
    assertThat(end.map(RolloutEnd::reason))
        .contains("probe: row 1 was evaluated as 1 and is served as 0");
  }

  @Test
  void ofTwoPilotsOneGoesOnAndNothingIsDoneTwice() {
    begin();
    Handover first =
        stage.handover(
            "job/a",
            once(
                RolloutState.Shifting.class,
                () -> stage.handover("job/b").goOn("v2", HandoverTest::fromBuildOrFellow)));
    assertThatThrownBy(() -> first.goOn("v2", HandoverTest::fromBuildOrFellow))
        .isInstanceOf(MlboxException.class)
        .hasMessage("job/b has taken over this rollout");
    assertThat(world.served()).isEqualTo("v2");
    assertThat(stage.rollouts().status().history()).hasSize(2);
  }

  @Test
  void aPilotLeavesAloneWhatAPersonHasTakenOver() {
    begin();
    Rollouts person =
        stage.rollouts(
            "ana",
            once(
                RolloutState.Shifting.class,
                () ->
                    assertThat(stage.handover("job/b").goOn("v2", HandoverTest::fromBuildOrFellow))
                        .isEmpty()));
    assertThat(person.deploy(release("v2"), PROBE).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(stage.handover("job/b").goOn("v2", HandoverTest::fromBuildOrFellow)).isEmpty();
  }

  @Test
  void aLookTellsHowARolloutStandsAndLaterItsEnd() {
    begin();
    Glance first = stage.handover("wait").look(null, null, null);
    assertThat(first.release()).isEqualTo(release("v2"));
    assertThat(first.end()).isEmpty();

    stage.handover("job/a").goOn("v2", HandoverTest::fromBuildOrFellow);
    Glance second = stage.handover("wait").look("v2", first.mark(), null);
    assertThat(second.end().map(RolloutEnd::outcome)).contains(Outcome.SUCCEEDED);
    assertThat(second.end().map(RolloutEnd::serving)).contains("v2");
  }

  @Test
  void looksThatSeeTheSameForTooLongSayThatNobodyDrives() {
    begin();
    Mark seen = stage.handover("wait").look("v2", null, null).mark();
    stage.time.sleep(Duration.ofSeconds(50));
    Mark again = stage.handover("wait").look("v2", Mark.parse(seen.toString()), null).mark();
    assertThat(again.seen()).isEqualTo(seen.seen());
    assertThat(again.still()).isEqualTo(Duration.ofSeconds(50));
    stage.time.sleep(Duration.ofSeconds(11));

    assertThatThrownBy(() -> stage.handover("wait").look("v2", again, null))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith("no pilot has driven the rollout of v2 for 61 s");
  }

  @Test
  void looksOfMachinesWhoseClocksDifferAreTimedByOne() {
    begin();
    Mark seen = stage.handover("wait").look("v2", null, null).mark();
    Duration ago = Duration.ofSeconds(20);
    stage.time.sleep(Duration.ofMinutes(5));
    Mark ahead = stage.handover("wait").look("v2", seen, ago).mark();
    assertThat(ahead.still()).isEqualTo(ago);
    Mark behind = new Mark(ahead.seen(), ahead.still(), ahead.at().plus(Duration.ofHours(1)));
    assertThat(stage.handover("wait").look("v2", behind, ago).mark().still()).hasSeconds(40);
    assertThat(stage.handover("wait").look("v2", behind, null).mark().still()).isEqualTo(ago);

    Mark last = stage.handover("wait").look("v2", behind, ago).mark();
    assertThatThrownBy(() -> stage.handover("wait").look("v2", last, ago.plusSeconds(1)))
        .hasMessageStartingWith("no pilot has driven the rollout of v2 for 61 s");
  }

  @Test
  void aLookAtWhatWasNeverRolledOutSaysSo() {
    begin();
    assertThatThrownBy(() -> stage.handover("wait").look("v3", null, null))
        .hasMessageStartingWith("no version that begins with v3 was rolled out");
    assertThatThrownBy(() -> Mark.parse("yesterday"))
        .hasMessageStartingWith("`yesterday` is nothing that an earlier look saw");
  }

  @Test
  void oneRolloutIsEndedAndNothingElse() {
    begin();
    assertThat(stage.rollouts().end("v2", "the build was aborted").outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(world.served()).isEqualTo("v1");
    assertThat(stage.handover("wait").look("v2", null, null).end())
        .hasValueSatisfying(
            end -> {
              assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
              assertThat(end.reason()).isEqualTo("the build was aborted");
            });

    assertThatThrownBy(() -> stage.rollouts().end("v2", "again"))
        .hasMessageStartingWith("no rollout of v2 is under way");
    assertThat(world.served()).isEqualTo("v1");
  }

  @Test
  void aRolloutThatNobodyDrivesIsSaid() {
    begin();
    assertThatThrownBy(() -> stage.handover("build").follow(release("v2")))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith("no pilot has driven the rollout of v2 for 61 s");
  }
}

package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.run.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever only looks at a step that a doubt holds up reads what it waits for. */
class FollowedDoubtTest {
  private final Stage stage = Stage.withTheFirst(0.2, 0.5);
  private final List<String> driven = new ArrayList<>();
  private final List<String> followed = new ArrayList<>();

  private void driver(Event event) {
    if (event instanceof Event.Looked looked && looked.state() instanceof RolloutState.Shifting) {
      driven.add(looked.waits());
      stage.handover("ben", this::follower).look("v2", null, null);
    }
  }

  private void follower(Event event) {
    if (event instanceof Event.Looked looked) {
      followed.add(looked.waits());
    }
  }

  @Test
  void aFollowerReadsWhatThePilotSays() {
    stage.world.failing("v1", 0.02);
    stage.world.failing("v2", 0.05);
    stage.rollouts("ana", this::driver).deploy(V2, Probe.none());

    String doubt = ", or proven and reverted: of late, errors ";
    assertThat(driven).anyMatch(words -> words.contains(doubt));
    assertThat(followed).anyMatch(words -> words.contains(doubt));
    assertThat(followed.stream().filter(words -> words.contains(doubt)))
        .as("the pilot's own words")
        .isSubsetOf(driven);
    assertThat(stage.rollouts().status().doubt()).as("once it is decided").isNull();
  }
}

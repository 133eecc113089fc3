package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** It said nothing for more than a minute, and then that the canary was reverted. */
class ProbeWithoutAnswerTest {
  private static final String WHY = "pod p does not answer: it hung up";

  private final Stage stage = Stage.withTheFirst(0.5);
  private final List<String> said = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();

  private void note(Event event) {
    if (event instanceof Event.Noted noted && noted.step().equals("probe")) {
      said.add(noted.text());
      times.add(stage.time.now());
    }
  }

  @Test
  void saysWhatItMeetsAtOnceAndOnce() {
    stage.world.mute(WHY);
    Instant began = stage.time.now();
    RolloutEnd end = stage.rollouts("ana", this::note).deploy(V2, Stage.PROBE);
    assertThat(said).containsExactly(WHY + "; it is asked again, for 1m at most");
    assertThat(times.get(0)).isBefore(began.plus(Duration.ofSeconds(3)));
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason()).contains(WHY);
  }

  @Test
  void saysSoAgainWhenItIsSomethingElse() {
    stage.world.mute(WHY);
    Instant began = stage.time.now();
    stage.time.everySecond(
        now -> {
          if (now.isAfter(began.plusSeconds(20))) {
            stage.world.mute("pod p answered 503");
          }
        });
    assertThat(stage.rollouts("ana", this::note).deploy(V2, Stage.PROBE).outcome())
        .isEqualTo(Outcome.REVERTED);
    assertThat(said).hasSize(2);
    assertThat(said.get(1)).startsWith("pod p answered 503; ");
  }
}

package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.port.Alarm;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time between two looks, and boxes that end it. */
class AlarmedPauseTest {
  private final Stage stage = Stage.withTheFirst(0.05, 0.5);
  private final List<Instant> looks = new ArrayList<>();

  private Outcome deploy() {
    return stage.rollouts("ana", this::note).deploy(V2, Probe.none()).outcome();
  }

  private void note(Event event) {
    if (event instanceof Event.Looked looked && looked.state() instanceof RolloutState.Shifting) {
      looks.add(stage.time.now());
    }
  }

  private List<Duration> pauses() {
    List<Duration> pauses = new ArrayList<>();
    for (int i = 1; i < looks.size(); i++) {
      pauses.add(Duration.between(looks.get(i - 1), looks.get(i)));
    }
    return pauses;
  }

  @Test
  void aPauseLastsForTheIntervalWhileBoxesSayNothing() {
    assertThat(deploy()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(pauses()).isNotEmpty().containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void boxesEndItButNotBeforeAFifthOfTheInterval() {
    stage.world.ringing(true);
    assertThat(deploy()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(pauses()).contains(Duration.ofMillis(200));
    assertThat(pauses()).allSatisfy(each -> assertThat(each).isGreaterThan(Duration.ofMillis(199)));
  }

  @Test
  void theStableVersionsBoxesAreAskedOfTheCanaryWhileItHasAShare() {
    assertThat(deploy()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(stage.world.alarms())
        .isNotEmpty()
        .allSatisfy(
            alarm -> {
              assertThat(alarm.version()).isEqualTo("v1");
              assertThat(alarm.canary()).isEqualTo("v2");
              assertThat(alarm.within()).isEqualTo(Duration.ofSeconds(1));
            });
    assertThat(stage.world.alarms().stream().map(Alarm::more)).allMatch(more -> more < 100);
  }
}

package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JourneysTest {
  private static final Judge JUDGE =
      new Judge(
          List.of(
              Criterion.parse("errors > 1.5 * stable and > 0.5%"),
              Criterion.parse("disagreement > 1.5 * expected and > 5%")
                  .expecting(0.01)
                  .orElseThrow(),
              Criterion.USUAL_DRIFT),
          0.01,
          4);

  private static List<String> claims(LiveBatch... log) {
    RolloutEnd end =
        new RolloutEnd(
            Outcome.SUCCEEDED, "", "v2", JUDGE.assess(List.of(log)), List.of(log), List.of(), null);
    return Objects.requireNonNull(Journeys.of(end)).claims().stream()
        .map(claim -> claim.verdict() + " " + claim.tone())
        .toList();
  }

  @Test
  void withoutAnAnswerNoAlarmIsCalledAPass() {
    assertThat(claims()).containsExactly("open warn", "open warn", "open warn");
  }

  @Test
  void anAlarmThatSawSomethingAndWasNotRaisedIsNoProofEither() {
    LiveBatch twins =
        new LiveBatch(
            1, 0, 0.5, ArmOutcome.NONE, new ArmOutcome(10, 0, 0, 0), Map.of(), "disagreement");

    assertThat(claims(twins)).containsExactly("open warn", "no alarm pass", "open warn");
  }
}

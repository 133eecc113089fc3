package dev.mlbox.testkit;

import static dev.mlbox.testkit.Stage.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.Probe;
import dev.mlbox.core.run.RolloutEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rollout that is judged by the user's own metrics, too. */
class OwnMetricRolloutTest {
  private final Stage stage = Stage.withTheFirst(0.05, 0.5);

  private void alsoBy(OwnMetric.Form form, OwnMetric.Down down) {
    OwnMetric refunds =
        new OwnMetric(
            "refunds",
            new OwnMetric.Source.Web("http://shop/$version", ""),
            form,
            true,
            Duration.ofSeconds(1),
            down);
    stage.criteria = List.of(stage.criteria.get(0), Criterion.of(refunds, 1.5, 0.005));
  }

  @Test
  void aCanaryWhoseUsersWantTheirMoneyBackIsReverted() {
    alsoBy(OwnMetric.Form.EVENTS, OwnMetric.Down.REVERT);
    double[] counters = new double[2];
    stage.world.measuring(version -> version.equals("v2") ? counters[1] += 2 : (counters[0] += 1));
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason())
        .startsWith("refunds: ")
        .contains("`refunds > 1.5 * stable and > 0.5%` is proven");
    assertThat(stage.world.served()).isEqualTo("v1");
  }

  @Test
  void aSourceThatIsDownHoldsAndThenReverts() {
    alsoBy(OwnMetric.Form.EVENTS, OwnMetric.Down.REVERT);
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.REVERTED);
    assertThat(end.reason())
        .isEqualTo("`refunds > 1.5 * stable and > 0.5%` could not be measured: nobody knows");
    // It held at the first step: 5 % of 100 requests/s for four minutes.
    assertThat(stage.world.canaryRequests()).hasSizeGreaterThan(230).noneMatch(given -> given > 25);
  }

  @Test
  void aSourceThatIsDownMayBeIgnoredOncePatienceIsOver() {
    alsoBy(OwnMetric.Form.EVENTS, OwnMetric.Down.IGNORE);
    RolloutEnd end = stage.rollouts().deploy(V2, Probe.none());
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(end.last().evidence())
        .as("left out and told of, and so no reason to call the others unproven")
        .filteredOn(each -> each.criterion().label().equals("refunds"))
        .extracting(Evidence::message)
        .singleElement()
        .asString()
        .contains("neither proven nor ruled out; left out, as `down: ignore` says: nobody knows");
    assertThat(end.reason()).doesNotContain("not proven");
  }
}

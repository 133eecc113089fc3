package dev.mlbox.engine.screen;

import static dev.mlbox.engine.screen.Records.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScreensTest {
  private static final RolloutState STEP = new RolloutState.Shifting(0, T0, T0);

  private static Screens screens(Promotion promotion) {
    return new Screens(
        new Screens.Site("flights", "local target", "http://127.0.0.1:8080"),
        Records.config(promotion));
  }

  private final Screens screens = screens(Promotion.AUTO);

  private Screen at(long second, RolloutRecord record) {
    return screens.at(T0.plusSeconds(second), record, List.of(new Step("front", "ready")));
  }

  @Test
  void aCanaryWithWeightsCountsEvidenceAndTimeLeft() {
    at(8, Records.canary(STEP, 760, 40, 0));
    assertThat(ScreenLines.of(at(10, Records.canary(STEP, 950, 50, 0))))
        .containsExactly(
            "  target    flights on local target, http://127.0.0.1:8080",
            "  state     v2 gets 5% of the requests",
            "  stages    start ✓   probe ✓   ▸ 5%   50%   promote   watch",
            "  left      at least 50s; after 19m 50s it is promoted unproven",
            "  traffic   100 requests/s",
            "  stable    v1  95% of the requests  950 requests, errors 0.00 % (0), slow –  01234567 first",
            "  canary    v2  5% of the requests  50 requests, errors 0.00 % (0), slow –",
            "  revert if errors > 1.5 * stable and > 0.5%  open",
            "            canary 0.00 % (0), stable 0.00 % (0)",
            "            worse      ░░░░░░░░░░░░░░░░░░░░  evidence 0.9 of 100",
            "            not worse  ░░░░░░░░░░░░░░░░░░░░  evidence 1.1 of 20",
            "  front     ready");
  }

  @Test
  void evidenceThatDecidesFillsItsBar() {
    Screen screen = at(10, Records.canary(STEP, 950, 50, 25));
    assertThat(screen.proofs())
        .singleElement()
        .satisfies(
            proof -> {
              assertThat(proof.verdict()).isEqualTo("worse");
              assertThat(proof.worse()).isEqualTo(new Screen.Bar(1, "over a million of 100"));
              assertThat(proof.notWorse().filled()).isZero();
            });
  }

  @Test
  void aCanaryThatWaitsForAPerson() {
    Screens manual =
        screens(new Promotion(Promotion.By.MANUAL, Duration.ofHours(24), Promotion.Overdue.REVERT));
    Screen screen =
        manual.at(
            T0.plusSeconds(3667),
            Records.canary(new RolloutState.Awaiting(1, T0, T0, ""), 950, 50, 0),
            List.of());
    assertThat(screen.headline())
        .isEqualTo("v2 gets 5% of the requests and waits for `mlbox promote`");
    assertThat(screen.left()).isEqualTo("after 22h 58m it is reverted");
    assertThat(screen.stages()).contains(new Screen.Stage("a person", "now"));
    assertThat(screen.tone()).isEqualTo("warn");
  }

  @Test
  void aWatchJudgesTheNewVersionAlone() {
    Screen screen = at(60, Records.canary(new RolloutState.Watching(T0, ""), 950, 50, 25));
    assertThat(screen.headline()).isEqualTo("v2 serves and is watched; v1 is kept warm");
    assertThat(screen.left()).isEqualTo("after 14m the old version goes");
    assertThat(screen.proofs()).isEmpty();
    assertThat(screen.arms()).extracting(Screen.Arm::weight).containsExactly("0%", "100%");
  }

  @Test
  void aWatchShowsWhatTheOldVersionKeepsAndWhyItIsInDoubt() {
    RolloutRecord record =
        Records.canary(
            new RolloutState.Watching(T0, "", new RolloutState.Doubt(T0, "errors 5 %")),
            950,
            50,
            0);
    Lease lease = Objects.requireNonNull(record.lease());
    Holdout half = new Holdout(lease.stable(), new Weight(0.5), Duration.ofSeconds(1));
    Screen screen = at(60, record.with(lease.holding(half)));
    assertThat(screen.headline())
        .isEqualTo("v2 serves and is watched; v1 is kept warm with 50% of the requests");
    assertThat(screen.note()).isEqualTo("errors 5 %");
    assertThat(screen.arms()).extracting(Screen.Arm::weight).containsExactly("50%", "50%");
  }

  @Test
  void aModelAtRest() {
    assertThat(ScreenLines.brief(at(0, Records.serving()))).isEqualTo("  state     v1 serves");
    assertThat(ScreenLines.brief(at(0, RolloutRecord.empty())))
        .isEqualTo("  state     nothing was ever deployed");
  }
}

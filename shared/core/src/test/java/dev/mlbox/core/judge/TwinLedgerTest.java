package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwinLedgerTest {
  private final TwinLedger ledger = new TwinLedger();

  private Optional<LiveBatch> read(long all, long different) {
    return read(Set.of(), all, different);
  }

  private Optional<LiveBatch> read(Set<String> strangers, long all, long different) {
    Tally tally =
        new Tally(
            "v1",
            "boot",
            List.of(),
            List.of(),
            List.of(new Tally.Twins("v2", all, different), new Tally.Twins("v0", 900, 900)));
    return ledger.read(Map.of("box", tally), strangers, "v2", new Ledger.Place(0, 1));
  }

  @Test
  void whatCameSinceTheLastReadingCounts() {
    assertThat(read(100, 3)).map(LiveBatch::canary).contains(new ArmOutcome(100, 3, 0, 0));
    assertThat(read(150, 4)).map(LiveBatch::canary).contains(new ArmOutcome(50, 1, 0, 0));
    assertThat(read(150, 4)).isEmpty();
  }

  @Test
  void aLedgerThatGoesOnCountsNothingTwice() {
    assertThat(read(Set.of("box"), 1_500, 90)).isEmpty();
    assertThat(read(1_600, 95)).map(LiveBatch::canary).contains(new ArmOutcome(100, 5, 0, 0));
  }

  @Test
  void aCanaryThatAnswersOtherwiseTooOftenIsReverted() {
    List<LiveBatch> log = new ArrayList<>();
    read(500, 60).ifPresent(log::add);
    Judge judge = new Judge(List.of(Criterion.parse("disagreement > 5%")), 0.01, 1);
    assertThat(judge.assess(log).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge.assess(log).reason())
        .startsWith(
            "disagreement on 12.00 % of the requests that both answered (60 of 500);"
                + " `disagreement > 5%` is proven");
  }

  @Test
  void oneThatDiffersMoreThanInTheEvaluationIsReverted() {
    List<LiveBatch> log = new ArrayList<>();
    read(500, 60).ifPresent(log::add);
    Criterion written = Criterion.parse("disagreement > 1.5 * expected and > 5%");
    assertThat(verdict(written.expecting(0.01).orElseThrow(), log)).isEqualTo(Verdict.FAIL);
    assertThat(verdict(written.expecting(0.1).orElseThrow(), log)).isEqualTo(Verdict.PASS);
    assertThat(written.expecting(0.7)).as("nothing is left to see").isEmpty();
  }

  @Test
  void nobodyWaitsForWhatTheEvaluationExpects() {
    Criterion written = Criterion.parse("disagreement > 1.5 * expected");
    assertThat(verdict(written.expecting(0.01).orElseThrow(), List.of())).isEqualTo(Verdict.PASS);
    assertThat(verdict(Criterion.parse("disagreement > 5%"), List.of()))
        .isEqualTo(Verdict.INCONCLUSIVE);
    Criterion known = written.expecting(0.01).orElseThrow();
    assertThat(new Judge(List.of(known), 0.01, 1).assess(List.of()).verdict())
        .as("unless nothing else could speak for the canary")
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aToleranceOfNothingIsRefused() {
    assertThatThrownBy(() -> Criterion.parse("disagreement > 1 * expected"))
        .hasMessageContaining("tolerates no more than the evaluation saw; write more than 1");
  }

  private static Verdict verdict(Criterion criterion, List<LiveBatch> log) {
    Criterion other = Criterion.parse("errors > 1.5 * stable and > 5%");
    Judge judge = new Judge(List.of(criterion, other), 0.01, 1);
    return judge.assess(log).evidence().get(0).verdict();
  }

  @Test
  void oneThatMostlyAgreesPasses() {
    List<LiveBatch> log = new ArrayList<>();
    read(500, 5).ifPresent(log::add);
    Judge judge = new Judge(List.of(Criterion.parse("disagreement > 5%")), 0.01, 1);
    assertThat(judge.assess(log).verdict()).isEqualTo(Verdict.PASS);
  }
}

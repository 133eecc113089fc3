package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.judge.Ledger.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelLedgerTest {
  private final LabelLedger ledger = new LabelLedger();

  private static final Tally.Trial TRIAL = new Tally.Trial("v2", 0.2);

  private Optional<LiveBatch> read(String boot, long stable, long canary, long canaryWrong) {
    return read(Set.of(), boot, stable, canary, canaryWrong);
  }

  private Optional<LiveBatch> read(
      Set<String> strangers, String boot, long stable, long canary, long canaryWrong) {
    List<LiveBatch> batches =
        batches(
            strangers,
            boot,
            new Tally.Labels("v1", stable, stable / 10, TRIAL),
            new Tally.Labels("v2", canary, canaryWrong, TRIAL));
    assertThat(batches).hasSizeLessThan(2);
    return batches.stream().findFirst();
  }

  private List<LiveBatch> batches(Set<String> strangers, String boot, Tally.Labels... labels) {
    Tally tally = new Tally("v1", boot, List.of(), List.of(labels), List.of());
    return ledger.read(Map.of("box", tally), strangers, "v2", new Place(0, 0));
  }

  @Test
  void whatWasKnownBeforeTheFirstLookIsNoEvidence() {
    assertThat(read(Set.of("box"), "a", 100, 50, 50)).isEmpty();
    assertThat(read("a", 120, 60, 52))
        .hasValueSatisfying(
            batch -> {
              assertThat(batch.share()).isEqualTo(1.0 / 3);
              assertThat(batch.stable()).isEqualTo(new ArmOutcome(20, 2, 0, 0));
              assertThat(batch.canary()).isEqualTo(new ArmOutcome(10, 2, 0, 0));
            });
  }

  @Test
  void labelsOfAnswersFromBeforeTheTrialSayNothing() {
    Tally.Labels yesterday = new Tally.Labels("v1", 4_000, 200, null);
    Tally.Labels another = new Tally.Labels("v1", 4_000, 200, new Tally.Trial("v0", 0.2));
    Tally.Labels canary = new Tally.Labels("v2", 150, 42, TRIAL);
    assertThat(batches(Set.of(), "a", yesterday, another, canary)).isEmpty();
  }

  @Test
  void labelsOfOneWeightAreComparedWithEachOther() {
    Tally.Trial half = new Tally.Trial("v2", 0.5);
    List<LiveBatch> batches =
        batches(
            Set.of(),
            "a",
            new Tally.Labels("v1", 80, 0, TRIAL),
            new Tally.Labels("v2", 20, 0, TRIAL),
            new Tally.Labels("v1", 30, 6, half),
            new Tally.Labels("v2", 30, 6, half));
    assertThat(batches).extracting(LiveBatch::share).containsExactly(0.2, 0.5);
    assertThat(batches.get(1).canary()).isEqualTo(new ArmOutcome(30, 6, 0, 0));
  }

  @Test
  void labelsWaitUntilBothArmsHaveSome() {
    read("a", 0, 0, 0);
    assertThat(read("a", 40, 4, 1)).isEmpty();
    assertThat(read("a", 50, 5, 1))
        .hasValueSatisfying(batch -> assertThat(batch.stable().requests()).isEqualTo(50));
  }

  @Test
  void aBoxThatBeganAnewCountsFromZero() {
    read("a", 100, 50, 5);
    assertThat(read("b", 10, 10, 1))
        .hasValueSatisfying(batch -> assertThat(batch.stable().requests()).isEqualTo(10));
  }

  @Test
  void aCanaryThatIsWrongMoreOftenIsReverted() {
    read("a", 0, 0, 0);
    List<LiveBatch> log = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      read("a", 100L * i, 10L * i, 4L * i).ifPresent(log::add);
    }
    Judge judge = new Judge(List.of(Criterion.parse("wrong > 1.5 * stable")), 0.01, 1);
    assertThat(judge.assess(log).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge.assess(log).reason())
        .startsWith(
            "wrong 40.00 % of the canary's labelled answers (80 of 200), 10.00 % of the stable's"
                + " (200 of 2,000); `wrong > 1.5 * stable` is proven");
  }
}

package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of an alarm that nobody waits for, and which therefore passes. */
class EvidenceTest {
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

  private static Evidence disagreement(LiveBatch... log) {
    return JUDGE.assess(List.of(log)).evidence().get(1);
  }

  private static LiveBatch twins(long all, long different) {
    return new LiveBatch(
        1,
        0,
        0.5,
        ArmOutcome.NONE,
        new ArmOutcome(all, different, 0, 0),
        Map.of(),
        TwinLedger.SIGNAL);
  }

  @Test
  void withoutASingleAnswerNothingWasRuledOut() {
    assertThat(JUDGE.assess(List.of()).evidence())
        .extracting(Evidence::word)
        .containsExactly("inconclusive", "nothing seen yet", "nothing seen yet");
    assertThat(disagreement().message())
        .isEqualTo(
            "disagreement on none of the requests that both answered (0 of 0);"
                + " `disagreement > 1.5 * expected and > 5%` is an alarm that has seen nothing");
  }

  @Test
  void theMachineGoesOnAsBefore() {
    assertThat(disagreement().verdict()).isEqualTo(Verdict.PASS);
    assertThat(JUDGE.assess(List.of()).evidence().get(2).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void anAlarmThatWasNotRaisedIsNoProof() {
    Evidence few = disagreement(twins(10, 0));

    assertThat(few.word()).isEqualTo("no alarm");
    assertThat(few.message()).endsWith("is an alarm that was not raised");
  }

  @Test
  void whatIsRuledOutPasses() {
    Evidence many = disagreement(twins(5_000, 0));

    assertThat(many.word()).isEqualTo("pass");
    assertThat(many.message()).endsWith("is ruled out");
  }
}

package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one gate may ask for that others don't. */
class GatePolicyTest {
  private static final GateRules RULES = new GateRules(30, 1, 0);
  private static final GatePolicy PLAIN = new GatePolicy(false, false, true, true);

  /** 1,000 rows, 30 that only the candidate gets right, 38 that only the baseline does. */
  private static Rows rows() {
    return new Rows().add(30, true, false).add(38, false, true).add(932, true, true);
  }

  private static Slicing thousand() {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      slices.add(new Slice("shop", "s" + i, IntStream.range(i * 40, i * 40 + 40).toArray()));
    }
    return new Slicing("shop", Slicing.Kind.COLUMN, slices);
  }

  @Test
  void whatTheRowsCannotTellBlocksUnlessTheGateSaysOtherwise() {
    String line = "accuracy >= baseline - 0.02";
    Finding usual = rows().finding(line, GatePolicy.USUAL, RULES);
    Finding warned = rows().finding(line, new GatePolicy(true, false, false, true), RULES);

    assertThat(usual.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(usual.blocks()).isTrue();
    assertThat(warned.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(warned.blocks()).isFalse();
  }

  @Test
  void anErrorMayWarn() {
    Finding finding =
        rows()
            .finding("roc_auc >= baseline - 0.02", new GatePolicy(true, false, true, false), RULES);

    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(finding.blocks()).isFalse();
  }

  @Test
  void withoutConfidenceTwoNumbersAreComparedAndThatIsSaid() {
    Finding pass = rows().finding("accuracy >= baseline - 0.02", PLAIN, RULES);
    Finding fail = rows().finding("accuracy >= baseline - 0.5%", PLAIN, RULES);

    assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
    assertThat(pass.message())
        .isEqualTo(
            "accuracy 0.962 (95 % CI 0.9483 … 0.9722) is at least the baseline's 0.97 − 0.02 ="
                + " 0.95; plain comparison of two numbers, as confidence is none");
    assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(fail.message())
        .isEqualTo(
            "accuracy 0.962 (95 % CI 0.9483 … 0.9722) is below the baseline's 0.97 − 0.5 % ="
                + " 0.9652 (mlbox.yaml:8); plain comparison of two numbers, as confidence is none");
  }

  @Test
  void strictFailsInsideTheMargin() {
    Rows rows = new Rows().add(10, true, false).add(60, false, true).add(4_930, true, true);
    String line = "accuracy >= baseline - 0.02";

    assertThat(rows.finding(line, GatePolicy.USUAL, RULES).verdict()).isEqualTo(Verdict.PASS);
    Finding strict = rows.finding(line, new GatePolicy(true, true, true, true), RULES);
    assertThat(strict.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(strict.message()).contains("a drop is proven, and strict tolerates none");
  }

  @Test
  void aThousandSlicesAreOneSentenceWithTheWorstNamed() {
    Rows rows = new Rows().add(40, false, true).add(40, false, true).add(39_920, true, true);

    Finding claimed =
        rows.finding("accuracy by shop >= baseline - 0.3", GatePolicy.USUAL, RULES, thousand());
    Finding plain = rows.finding("accuracy by shop >= baseline - 0.3", PLAIN, RULES, thousand());

    assertThat(claimed.message())
        .isEqualTo(
            "accuracy by shop: a drop of more than 0.3 is proven in 2 of 1,000 slices"
                + " (mlbox.yaml:8): s0 −1.00 (95 % CI −1.00 … −0.82), s1 −1.00 (95 % CI −1.00 … −0.82)");
    assertThat(plain.message())
        .isEqualTo(
            "accuracy by shop: below baseline - 0.3 in 2 of 1,000 slices (mlbox.yaml:8): s0 0 (95 %"
                + " CI 0 … 0.08762) against 0.7, s1 0 (95 % CI 0 … 0.08762) against 0.7; plain"
                + " comparison of two numbers, as confidence is none");
  }
}

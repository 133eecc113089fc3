package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code evaluate.reuse_budget}: the more candidates rows judge, the more each has to show. */
class ReuseTest {
  private static final GateRules FIFTY = new GateRules(30, 1, 50);
  private static final String LINE = "accuracy >= baseline - 0.02";

  /** Enough for level 0.05, not for 0.001: z = 1.94. */
  private static Rows rows() {
    return new Rows().add(50, true, false).add(50, false, true).add(900, true, true);
  }

  @Test
  void eachLookHasAShareOfTheLevel() {
    assertThat(rows().finding(LINE, GatePolicy.USUAL, new GateRules(30, 1, 0)).verdict())
        .isEqualTo(Verdict.PASS);
    Finding finding = rows().atLook(3).finding(LINE, GatePolicy.USUAL, FIFTY);

    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(FIFTY.words(3)).contains("look 3 of 50 at these rows: each verdict at level 0.001");
  }

  @Test
  void aBudgetThatIsUsedUpIsAnErrorThatAsksForNewRows() {
    Finding last = rows().atLook(50).finding(LINE, GatePolicy.USUAL, FIFTY);
    Finding finding = rows().atLook(51).finding(LINE, GatePolicy.USUAL, FIFTY);

    assertThat(last.verdict()).isNotEqualTo(Verdict.ERROR);
    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(finding.message())
        .isEqualTo(
            "accuracy could not be judged: this is candidate 51 on rows that may judge 50;"
                + " evaluate on new rows (mlbox.yaml:8)");
  }

  @Test
  void looksThatNobodyBudgetsAreSaid() {
    GateRules free = new GateRules(30, 1, 0);
    assertThat(free.words(1)).isEmpty();
    assertThat(free.words(12))
        .contains(
            "these rows have now judged 12 candidates; `evaluate.reuse_budget: 24` makes each verdict stricter for it");
  }

  @Test
  void aFactorOfANegativeBaselineIsNoToleranceAndRefused() {
    assertThat(new Requirement.AgainstBaseline(0.95, 0, false).obstacle(-0.5))
        .isEqualTo(
            "the baseline's −0.5 is negative, and 0.95 × it is a higher value; write baseline −"
                + " PERCENT %");
    assertThat(new Requirement.AgainstBaseline(1, -5, true).obstacle(-0.5)).isNull();
    assertThat(new Requirement.AgainstBaseline(1, -5, true).boundFor(-0.5)).isEqualTo(-0.525);
    assertThat(new Requirement.AgainstBaseline(1, -5, true).boundFor(0)).isZero();
  }
}

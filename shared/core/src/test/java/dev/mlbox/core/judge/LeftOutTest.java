package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A criterion whose source is down, where that may be ignored. */
class LeftOutTest {
  private static final Criterion ERRORS = Criterion.parse("errors > 1.5 * stable and > 0.5%");
  private static final Criterion SLOW = Criterion.parse("slow > 2 * stable and > 2%");

  private static Evidence evidence(Criterion criterion, Verdict verdict) {
    return new Evidence(criterion, verdict, 0, 4.6, 3, 3, ArmOutcome.NONE, ArmOutcome.NONE, "");
  }

  private static Map<String, String> down(Criterion criterion) {
    return Map.of(criterion.signal(), "nobody answers");
  }

  @Test
  void somethingMustBeLeft() {
    Assessment alone = new Assessment(List.of(evidence(ERRORS, Verdict.INCONCLUSIVE)), false);
    assertThat(alone.leavingOut(down(ERRORS))).isEqualTo(alone);
  }

  @Test
  void whatIsProvenCounts() {
    Assessment proven =
        new Assessment(
            List.of(evidence(ERRORS, Verdict.FAIL), evidence(SLOW, Verdict.FAIL)), false);
    assertThat(proven.leavingOut(down(ERRORS)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void nothingIsLeftOutUnasked() {
    Assessment both =
        new Assessment(
            List.of(evidence(ERRORS, Verdict.INCONCLUSIVE), evidence(SLOW, Verdict.PASS)), false);
    assertThat(both.leavingOut(Map.of())).isEqualTo(both);
    assertThat(both.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }
}

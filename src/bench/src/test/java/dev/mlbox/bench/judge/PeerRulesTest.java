package dev.mlbox.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rules of others, against what their documentation and their users' threads say of them. */
class PeerRulesTest {
  private static final Counts BAD = new Counts(100, 2, 1_000, 0);
  private static final Counts GOOD = new Counts(100, 0, 1_000, 0);
  private static final Counts SILENT = new Counts(0, 0, 1_000, 0);

  /** The minute, from 1, after which a rule reverts; 0 for never within 60. */
  private static int minutes(Rule rule, Counts... minutes) {
    for (int i = 0; i < 60; i++) {
      for (int second = 0; second < 60; second++) {
        Counts counts = second == 0 ? minutes[Math.min(i, minutes.length - 1)] : Counts.NONE;
        if (rule.reverts(60L * i + second, 0, 0.1, counts)) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  @Test
  void argoAbortsAtTheFourthFailedMeasurementAndTheFifthWithoutValue() {
    assertThat(minutes(new ArgoRule(), BAD)).isEqualTo(4);
    assertThat(minutes(new ArgoRule(), BAD, BAD, BAD, GOOD)).isZero();
    assertThat(minutes(new ArgoRule(), SILENT)).isEqualTo(5);
  }

  @Test
  void flaggerRollsBackAtTheTickAfterTheFifthFailedCheck() {
    assertThat(minutes(new FlaggerRule(), BAD)).isEqualTo(6);
    assertThat(minutes(new FlaggerRule(), SILENT)).isEqualTo(6);
    assertThat(minutes(new FlaggerRule(), GOOD)).isZero();
  }

  /** Kayenta's issues 426 and 780. */
  @Test
  void kayentaJudgesTheThreadsOfItsUsersAsTheySay() {
    assertThat(KayentaRule.isHigh(new double[] {0, 1, 2, 1, 0, 0}, new double[6])).isFalse();
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    double[] seven = {100, 100, 100, 100, 100, 100, 100, 1, 1, 1};
    assertThat(KayentaRule.isHigh(seven, ones)).isFalse();
    double[] eight = {100, 100, 100, 100, 100, 100, 100, 100, 1, 1};
    assertThat(KayentaRule.isHigh(eight, ones)).isTrue();
  }
}

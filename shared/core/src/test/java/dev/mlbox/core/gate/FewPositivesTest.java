package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Areas under ROC curves when few rows of a class say where they are. */
class FewPositivesTest {

  /** In comments how often it passed with DeLong's variance, in percent. */
  @ParameterizedTest
  @CsvSource({
    "2, 500, 0.95, 0.02", // 38.5
    "5, 500, 0.99, 0.005", // 34.8
    "20, 500, 0.98, 0.01", // 18.0
    "50, 500, 0.98, 0.01", // 12.1
    "20, 500, 0.80, 0.02", // 6.6
  })
  void aLossOfTheMarginPassesRarely(int positives, int negatives, double area, double margin) {
    Random random = new Random(7);
    Binormal models = new Binormal(positives, negatives, area, margin);
    int passes = 0;
    for (int run = 0; run < 300; run++) {
      Verdict verdict = models.sample(random).verdict("roc_auc >= baseline - " + margin);
      assertThat(verdict).isNotEqualTo(Verdict.ERROR);
      passes += verdict == Verdict.PASS ? 1 : 0;
    }
    // 5 % and two and a half standard errors of 300 runs
    assertThat(passes / 300.0).isLessThan(0.082);
  }

  @Test
  void manyPositivesOutOfOrderAreComparedByDeLong() {
    assertThat(method(new Binormal(400, 400, 0.8, 0.02))).isEqualTo("DeLong");
    assertThat(method(new Binormal(100, 400, 0.8, 0.02)))
        .isEqualTo("Newcombe's intervals with DeLong's correlation");
  }

  private static String method(Binormal models) {
    Finding finding = models.sample(new Random(3)).finding("roc_auc >= baseline - 0.02");
    Comparison comparison = Objects.requireNonNull(finding.evidence().parts().get(0).comparison());
    return Objects.requireNonNull(comparison.difference()).method();
  }

  @Test
  void aLargeLossFailsEvenWithFew() {
    assertThat(
            new Binormal(20, 500, 0.98, 0.3)
                .sample(new Random(3))
                .verdict("roc_auc >= baseline - 0.01"))
        .isEqualTo(Verdict.FAIL);
  }
}

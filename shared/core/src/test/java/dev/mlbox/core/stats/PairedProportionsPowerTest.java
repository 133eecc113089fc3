package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedProportionsPowerTest {
  private static final int TABLES = 20_000;

  // Simulated independently with 400,000 tables each, one-sided level 5 %: how often
  // non-inferiority by the margin, and a true loss, are proven. b and c are the expected counts.
  @ParameterizedTest
  @CsvSource({
    "1000, 40, 60, 0.02, 0.050, 0.641",
    "1000, 35, 65, 0.02, 0.004, 0.919",
    "1000, 25, 75, 0.02, 0.000, 1.000",
    "1000, 50, 50, 0.02, 0.631, 0.050",
    "2000, 100, 100, 0.02, 0.878, 0.050",
    "5000, 250, 250, 0.01, 0.722, 0.050",
    "2000, 60, 60, 0.01, 0.565, 0.050"
  })
  void provesAsOftenAsItShould(
      int n, int b, int c, double margin, double nonInferior, double worse) {
    SplittableRandom random = new SplittableRandom(20260104);
    Resampling tables = Resampling.ofTable(new int[] {b, c, n - b - c});
    double z = Normal.quantile(0.95);
    int[] table = new int[3];
    int provenNonInferior = 0;
    int provenWorse = 0;
    for (int i = 0; i < TABLES; i++) {
      tables.draw(random, table);
      PairedProportions drawn = new PairedProportions(n, table[0], table[1]);
      provenNonInferior += drawn.tangoZ(-margin) >= z ? 1 : 0;
      provenWorse += drawn.tangoZ(0) <= -z ? 1 : 0;
    }

    assertThat((double) provenNonInferior / TABLES).isCloseTo(nonInferior, within(0.01));
    assertThat((double) provenWorse / TABLES).isCloseTo(worse, within(0.01));
  }
}

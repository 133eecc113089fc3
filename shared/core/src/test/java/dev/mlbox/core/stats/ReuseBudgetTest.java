package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReuseBudgetTest {
  // easeml/ci, notebooks/SimpleSampleCalculation.ipynb: n - o > 0.1 +/- 0.1, reliability 0.99, full
  // adaptivity, 32 steps; the withheld form recomputed from the paper's formula.
  @Test
  void countsTheRowsOfEaseMlCi() {
    ReuseBudget budget = new ReuseBudget(0.01, 32);

    assertThat(budget.rowsWhenSeen(2, 1, 0.1)).isEqualTo(5496);
    assertThat(budget.rowsWhenWithheld(2, 1, 0.1)).isEqualTo(1753);
  }

  // Renggli et al. (2019): one variable, tolerance 0.01, reliability 0.9999, 32 steps.
  @Test
  void countsTheRowsOfASingleAccuracy() {
    ReuseBudget budget = new ReuseBudget(1e-4, 32);

    assertThat(budget.rowsWhenWithheld(1, 1, 0.01)).isEqualTo(63_381);
    assertThat(budget.rowsWhenSeen(1, 1, 0.01)).isEqualTo(156_956);
  }

  @Test
  void dividesTheLevelAmongTheLooks() {
    assertThat(new ReuseBudget(0.05, 50).levelPerLook()).isEqualTo(0.001);
  }

  @Test
  void canCountMoreHistoriesThanADoubleHolds() {
    assertThat(new ReuseBudget(0.01, 5_000).rowsWhenSeen(1, 1, 0.1)).isEqualTo(173_518);
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReuseBudget(0.01, 0))
        .withMessage("looks must be at least 1, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReuseBudget(0.01, 1).rowsWhenSeen(0, 1, 0.1))
        .withMessage("variables must be at least 1, but is 0");
  }
}

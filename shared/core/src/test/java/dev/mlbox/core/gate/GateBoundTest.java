package dev.mlbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands behind the comparison. */
class GateBoundTest {
  private static Requirement requirement(String line) {
    GateParser.Parsed parsed = GateParser.parse(line, "mlbox.yaml:8", List.of());
    assertThat(parsed.problem()).isEmpty();
    return parsed.gate().orElseThrow().requirement();
  }

  @Test
  void aFactorBeforeTheBaselineWasTakenForANumber() {
    assertThat(requirement("mean_absolute_error <= 1.02 * baseline"))
        .isEqualTo(new Requirement.AgainstBaseline(1.02, 0, false));
    assertThat(requirement("roc_auc >= .99*baseline - 0.5%"))
        .isEqualTo(new Requirement.AgainstBaseline(0.99, -0.5, true));
  }

  @Test
  void aNumberIsANumber() {
    assertThat(requirement("log_loss <= 1.5e-1")).isEqualTo(new Requirement.Constant(0.15));
    assertThat(requirement("accuracy >= 1")).isEqualTo(new Requirement.Constant(1));
  }
}

package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.run.Outcome;
import org.junit.jupiter.api.Test;

class HeraldTest {
  /** A hook that asked for `reverted` did not hear of a version that a person had taken back. */
  @Test
  void whatAPersonTookBackIsToldAsReverted() {
    assertThat(Herald.word("revert", Outcome.SUCCEEDED)).isEqualTo("reverted");
    assertThat(Herald.word("deploy", Outcome.INTERRUPTED)).isEqualTo("reverted");
  }

  @Test
  void otherEndsAreToldAsTheyAre() {
    assertThat(Herald.word("promote", Outcome.SUCCEEDED)).isEqualTo("succeeded");
    assertThat(Herald.word("revert", Outcome.HALTED)).isEqualTo("halted");
    assertThat(Herald.word("deploy", Outcome.REVERTED)).isEqualTo("reverted");
  }
}

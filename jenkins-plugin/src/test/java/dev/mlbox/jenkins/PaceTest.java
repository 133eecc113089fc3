package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void looksLessAndLessOften() {
    assertThat(pace.afterLook()).isEqualTo(250);
    assertThat(pace.afterLook()).isEqualTo(312);
    for (int i = 0; i < 20; i++) {
      pace.afterLook();
    }
    assertThat(pace.afterLook()).isEqualTo(5_000);
  }

  @Test
  void anAgentThatIsBeingLostIsLookedAtAgain() {
    for (int i = 0; i < 3; i++) {
      assertThat(pace.afterTrouble()).isEqualTo(OptionalLong.of(5_000));
    }
    assertThat(pace.afterTrouble()).isEmpty();
  }

  @Test
  void troublesThatWereOverAreNotCounted() {
    pace.afterTrouble();
    pace.afterTrouble();
    pace.afterLook();

    assertThat(pace.afterTrouble()).isPresent();
    assertThat(pace.afterTrouble()).isPresent();
    assertThat(pace.afterTrouble()).isPresent();
    assertThat(pace.afterTrouble()).isEmpty();
  }
}

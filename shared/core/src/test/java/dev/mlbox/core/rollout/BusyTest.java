package dev.mlbox.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BusyTest {
  @Test
  void aShareOfTheProcessorTimeOrANumberOfRequests() {
    assertThat(Busy.parse("70%")).isEqualTo(Busy.USUAL);
    assertThat(Busy.parse("4 requests")).isEqualTo(new Busy.InFlight(4));
    assertThat(Busy.parse("1 request")).isEqualTo(new Busy.InFlight(1));
  }

  @Test
  void noneOfEitherWouldBeBoxesWithoutNumber() {
    assertThatThrownBy(() -> Busy.parse("0%")).hasMessageContaining("without number");
    assertThatThrownBy(() -> Busy.parse("0 requests")).hasMessageContaining("1 request or more");
  }
}

package dev.mlbox.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanTest {

  @Test
  void durationsAreWrittenAsPeopleDo() {
    assertThat(Span.text(Duration.ofMillis(80))).isEqualTo("80 ms");
    assertThat(Span.text(Duration.ofMillis(12_345))).isEqualTo("12 s");
    assertThat(Span.text(Duration.ofMinutes(65))).isEqualTo("1 h 5 min");
    assertThat(Span.text(Duration.ofHours(2))).isEqualTo("2 h");
  }
}

package dev.mlbox.serving.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswerIdTest {
  @Test
  void aNameSaysWhatItWasMadeOf() {
    AnswerId read = AnswerId.parse(AnswerId.of("v1", List.of("zu spät", "-1.5", ""))).orElseThrow();
    assertThat(read.version()).isEqualTo("v1");
    assertThat(read.predicted()).containsExactly("zu spät", "-1.5", "");
  }

  @Test
  void answersWithoutRowsOrWithManyHaveNone() {
    assertThat(AnswerId.of("v1", List.of())).isEmpty();
    assertThat(AnswerId.of("v1", java.util.Collections.nCopies(17, "1"))).isEmpty();
    assertThat(AnswerId.of("v1", List.of("x".repeat(3000)))).isEmpty();
  }

  @Test
  void otherTextIsNone() {
    for (String text : List.of("", "%", "aGVsbG8", Objects.toString(null))) {
      assertThat(AnswerId.parse(text)).isEmpty();
    }
  }
}

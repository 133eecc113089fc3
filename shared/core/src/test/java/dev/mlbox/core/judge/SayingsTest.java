package dev.mlbox.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SayingsTest {
  @Test
  void rowsDifferByClassOrByMoreThanAThousandth() {
    assertThat(differences(List.of("late", "1.0", "5"), List.of("late", "1.0005", "5.0"))).isZero();
    assertThat(differences(List.of("late", "1.0", "nan"), List.of("on time", "1.01", "x")))
        .isEqualTo(3);
  }

  @Test
  void aRowWithoutAnAnswerDiffers() {
    assertThat(differences(List.of("a", "b"), List.of("a"))).isEqualTo(1);
    assertThat(differences(List.of("a", "b"), List.of())).isEqualTo(2);
  }

  private static long differences(List<String> first, List<String> second) {
    return Sayings.differences(first, second);
  }
}

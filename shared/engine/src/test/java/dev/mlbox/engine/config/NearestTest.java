package dev.mlbox.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void findsWhatIsAFewSlipsAway() {
    assertThat(Nearest.to("evalute", List.of("model", "evaluate"))).contains("evaluate");
    assertThat(Nearest.to("relpicas", List.of("resources", "replicas"))).contains("replicas");
  }

  @Test
  void findsNothingThatIsFarAway() {
    assertThat(Nearest.to("nomad", List.of("local", "kubernetes"))).isEmpty();
    assertThat(Nearest.to("x", List.of("to"))).isEmpty();
    assertThat(Nearest.to("", List.of("to"))).isEmpty();
  }

  @Test
  void countsSwappedNeighboursOnce() {
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}

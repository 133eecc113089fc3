package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Release;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassageTest {
  private static final Release STAGED =
      new Release(
          "1234567890",
          "sha256:ab",
          "registry.example.com/flights@sha256:cd",
          Map.of("subject", "Train again"),
          new Release.Beside("triton@sha256:ef", 8000, "/v2/health/ready"));

  @Test
  void aServerBesideTheBoxWasLeftBehindInTheEnvironmentItCameFrom() {
    Release here = Passage.adapted(STAGED, "staging", "cpu 1", "cpu 1");

    assertThat(here.beside()).isEqualTo(STAGED.beside());
    assertThat(here.version()).isEqualTo("1234567890");
    assertThat(here.facts())
        .containsEntry("subject", "Train again")
        .containsEntry("taken from", "staging, where it is version 1234567890");
  }

  @Test
  void otherPodsMakeAnotherVersionOfTheSameBoxAndServer() {
    Release here = Passage.adapted(STAGED, "staging", "cpu 1", "cpu 2");

    assertThat(here.version()).isNotEqualTo("1234567890").hasSize(10);
    assertThat(here.box()).isEqualTo(STAGED.box());
    assertThat(here.beside()).isEqualTo(STAGED.beside());
  }
}

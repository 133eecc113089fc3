package dev.mlbox.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalNodesTest {

  @Test
  void aContextOfKindIsOneOfItsClusters() {
    LocalNodes nodes = LocalNodes.of("kind-dev").orElseThrow();
    assertThat(nodes).hasToString("kind's cluster dev");
    assertThat(nodes.load("box.tar"))
        .containsExactly("load", "image-archive", "box.tar", "--name", "dev");
  }

  @Test
  void aContextOfK3dIsOneOfItsClusters() {
    assertThat(LocalNodes.of("k3d-a-b").orElseThrow().load("box.tar"))
        .containsExactly("image", "import", "box.tar", "--cluster", "a-b");
  }

  @Test
  void minikubesContextIsItsProfile() {
    assertThat(LocalNodes.of("minikube").orElseThrow().load("box.tar"))
        .containsExactly("image", "load", "box.tar", "--profile", "minikube");
  }

  @Test
  void otherContextsAreNone() {
    assertThat(LocalNodes.of("prod")).isEmpty();
    assertThat(LocalNodes.of("kind-")).isEmpty();
    assertThat(LocalNodes.of("my-kind-cluster")).isEmpty();
  }
}

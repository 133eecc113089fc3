package dev.mlbox.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  @Test
  void scannersFindTheRepositoryAndTheCommit() {
    BoxManifest manifest =
        new BoxManifest(
            "flights",
            ModelKind.ONNX,
            "model.onnx",
            null,
            List.of(),
            List.of(),
            "sha256:0",
            Map.of("repository", "https://git.example.com/team/flights", "commit", "abc"));

    assertThat(Provenance.labels(manifest))
        .containsEntry("org.opencontainers.image.source", "https://git.example.com/team/flights")
        .containsEntry("org.opencontainers.image.revision", "abc");
  }
}

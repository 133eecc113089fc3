package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodRehearsalTest {

  @Test
  void fieldsOfTheServersContainerAreShownWithItsImage(@TempDir Path folder) throws IOException {
    Map<String, Object> fields =
        Map.of(
            "containers",
            List.of(
                Map.of("name", "server", "env", List.of(Map.of("name", "TZ", "value", "UTC")))));
    DeployConfig deploy =
        Deploys.of(
            null, "ml", new PodsConfig(Replicas.fixed(1), Busy.USUAL, Deploys.SMALL, fields));
    try (SmallApi api = SmallApi.start();
        Cluster cluster = Cluster.connect(deploy, api.environment(folder))) {
      Placement placement = Placement.of("flights", deploy, "ml");
      Release.Beside beside = new Release.Beside("registry.example.com/s@sha256:cd", 8000, "/ping");

      assertThat(new PodRehearsal(cluster, placement).problem(beside)).isEmpty();

      JsonNode containers =
          api.applied("/apis/apps/v1/namespaces/ml/deployments/flights-0000000000")
              .path("spec")
              .path("template")
              .path("spec")
              .path("containers");
      assertThat(containers.findValuesAsText("image"))
          .containsExactly("rehearsal", "registry.example.com/s@sha256:cd");
    }
  }
}

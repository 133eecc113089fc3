package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An autoscaler that counts requests needs somebody who serves the counts. */
class CustomMetricsTest {
  @RegisterExtension private final SmallApi api = SmallApi.start();
  @TempDir private Path folder;

  private List<Problem> problems(String replicas, String busy) throws IOException {
    PodsConfig pods =
        new PodsConfig(Replicas.parse(replicas), Busy.parse(busy), Deploys.SMALL, Map.of());
    DeployConfig deploy = Deploys.of(null, "ml", pods);
    try (Cluster cluster = Cluster.connect(deploy, api.environment(folder))) {
      Placement placement = Placement.of("flights", deploy, "ml");
      return new Obstacles(
              cluster, new OwnObjects(cluster, placement.names()), placement, List.of())
          .counted();
    }
  }

  @Test
  void aClusterWithoutThemIsRefusedBeforeAnythingBegins() throws IOException {
    assertThat(problems("2..10", "4 requests"))
        .singleElement()
        .asString()
        .startsWith(
            "deploy.busy counts requests in flight, and this cluster serves no metrics (context test")
        .contains("`busy: 70%`");
  }

  @Test
  void whereTheyAreServedOrNotNeededNothingIsMissing() throws IOException {
    assertThat(problems("2..10", "70%")).isEmpty();
    assertThat(problems("3", "4 requests")).isEmpty();
    api.has(
        "/apis/custom.metrics.k8s.io",
        """
        {"kind": "APIGroup", "apiVersion": "v1", "name": "custom.metrics.k8s.io",
         "versions": [{"groupVersion": "custom.metrics.k8s.io/v1beta2", "version": "v1beta2"}]}
        """);
    assertThat(problems("2..10", "4 requests")).isEmpty();
  }
}

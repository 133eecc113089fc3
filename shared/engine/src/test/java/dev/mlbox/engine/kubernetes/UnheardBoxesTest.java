package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of boxes that Kubernetes calls not ready before anybody has looked at them. */
class UnheardBoxesTest {
  private static final String POD = "/api/v1/namespaces/ml/pods/p";

  @TempDir private Path folder;
  private SmallApi api;
  private Cluster cluster;
  private KubernetesWorkloads workloads;

  @BeforeEach
  void start() throws IOException {
    api = SmallApi.start();
    cluster = Cluster.connect(Deploys.to(null, "ml"), api.environment(folder));
    workloads =
        new KubernetesWorkloads(
            cluster,
            Placement.of("flights", Deploys.to(null, "ml"), "ml"),
            new Patience(() -> Instant.EPOCH, Duration.ofMinutes(1)));
    api.has(
        "/apis/apps/v1/namespaces/ml/deployments/flights-v1",
        """
        {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"replicas": 1}, "status": {"readyReplicas": 0},
         "metadata": {"name": "flights-v1", "uid": "u", "resourceVersion": "1", "labels": {"mlbox.dev/model": "flights"}}}
        """);
  }

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  private void pod(String box) {
    api.has(
        "/api/v1/namespaces/ml/pods",
        """
        {"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "p", "namespace": "ml"},
          "spec": {"containers": [{"name": "box", "ports": [{"name": "http", "containerPort": 8081}]}]},
          "status": {"conditions": [{"type": "Ready", "status": "False"}, {"type": "ContainersReady", "status": "False"}],
                     "containerStatuses": [{"name": "box", "ready": false, "state": {"%s": {}}}]}}]}
        """
            .formatted(box));
  }

  @Test
  void theyAreAliveAsLongAsTheyAnswerThoughTheyDoNotCountAsReady() {
    pod("running");
    api.has(POD + ":8081/proxy/v2/health/ready", "{\"ready\":true}");
    Health health = workloads.health("v1");
    assertThat(health.isAlive()).isTrue();
    assertThat(health.ready()).isZero();
    assertThat(health.isReady()).isFalse();
  }

  @Test
  void theyAreNotWhenTheyDoNot() {
    pod("running");
    assertThat(workloads.health("v1").isAlive()).isFalse();
  }

  @Test
  void aBoxThatDoesNotRunIsNotAsked() {
    pod("waiting");
    api.has(POD + ":8081/proxy/v2/health/ready", "{\"ready\":true}");
    assertThat(workloads.health("v1").isAlive()).isFalse();
    assertThat(api.asked()).noneMatch(each -> each.contains("/proxy/"));
  }
}

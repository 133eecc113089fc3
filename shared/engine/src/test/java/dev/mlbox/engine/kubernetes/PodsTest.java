package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often pods are listed. */
class PodsTest {
  private static final String PODS = "/api/v1/namespaces/ml/pods";

  @TempDir private Path folder;
  private SmallApi api;
  private Cluster cluster;
  private Pods pods;

  @BeforeEach
  void start() throws IOException {
    api = SmallApi.start();
    cluster = Cluster.connect(Deploys.to(null, "ml"), api.environment(folder));
    pods = new Pods(cluster, new Names("flights"));
  }

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  private void has(String... ready) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < ready.length; i++) {
      items.append(
          "%s{\"metadata\": {\"name\": \"p%d\"}, \"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"%s\"}]}}"
              .formatted(i == 0 ? "" : ",", i, ready[i]));
    }
    api.has(
        PODS, "{\"apiVersion\": \"v1\", \"kind\": \"PodList\", \"items\": [%s]}".formatted(items));
  }

  private static Deployment deployment(String revision, int ready) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withUid("u")
        .withResourceVersion(revision)
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .endSpec()
        .withNewStatus()
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }

  private long lists() {
    return api.asked().stream().filter(each -> each.equals("GET " + PODS)).count();
  }

  private List<String> names(List<Pod> all) {
    return all.stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  @Test
  void podsThatAreAllReadyAreListedOnceUntilTheirDeploymentChanges() {
    has("True", "True");
    for (int i = 0; i < 3; i++) {
      assertThat(names(pods.of("v1", deployment("7", 2)))).containsExactly("p0", "p1");
      assertThat(names(pods.ready("v1"))).containsExactly("p0", "p1");
    }
    assertThat(lists()).isEqualTo(1);
    has("True", "True", "True");
    assertThat(pods.of("v1", deployment("8", 2))).hasSize(3);
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void podsThatAreNotReadyAreLookedAtEachTime() {
    has("True", "False");
    assertThat(pods.of("v1", deployment("7", 1))).hasSize(2);
    assertThat(pods.of("v1", deployment("7", 1))).hasSize(2);
    assertThat(lists()).isEqualTo(2);
    assertThat(names(pods.ready("v1"))).as("of the list just read").containsExactly("p0");
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void aListThatIsNewerThanTheDeploymentsStatusIsNotKept() {
    has("True", "False");
    assertThat(pods.of("v1", deployment("7", 2))).hasSize(2);
    assertThat(pods.of("v1", deployment("7", 2))).hasSize(2);
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void whatSomebodyAsksForByVersionIsListedAnew() {
    has("True", "True");
    assertThat(pods.of("v1")).hasSize(2);
    assertThat(pods.of("v1")).hasSize(2);
    assertThat(lists()).isEqualTo(2);
  }
}

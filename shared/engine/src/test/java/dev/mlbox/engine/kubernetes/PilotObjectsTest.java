package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PilotObjectsTest {

  private static PodTemplateSpec pod(Map<String, Object> fields) {
    PodsConfig pods = new PodsConfig(Replicas.fixed(1), Busy.USUAL, Deploys.SMALL, fields);
    Placement placement = Placement.of("flights", Deploys.of("prod", "ml", pods), "ml");
    return new PilotObjects(placement)
        .job(
            new Release("v2", "sha256:v2", "flights@sha256:v2", Map.of()),
            new Holder("ana-1", "mlbox deploy by ana"),
            "{}",
            Map.of())
        .getSpec()
        .getTemplate();
  }

  @Test
  void aPilotRunsWhereBoxesRunAndPullsAsTheyDo() {
    PodTemplateSpec pod =
        pod(
            Map.of(
                "imagePullSecrets",
                List.of(Map.of("name", "regcred")),
                "nodeSelector",
                Map.of("pool", "ml"),
                "tolerations",
                List.of(Map.of("key", "pool", "operator", "Exists")),
                "metadata",
                Map.of("annotations", Map.of("team", "flights"))));

    assertThat(pod.getSpec().getImagePullSecrets())
        .extracting(LocalObjectReference::getName)
        .containsExactly("regcred");
    assertThat(pod.getSpec().getNodeSelector()).containsEntry("pool", "ml");
    assertThat(pod.getMetadata().getAnnotations()).containsEntry("team", "flights");
    assertThat(pod.getMetadata().getLabels()).containsEntry(PilotObjects.LABEL, "v2");
    assertThat(pod.getSpec().getTolerations())
        .extracting(Toleration::getKey)
        .containsExactly("pool", "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
  }

  @Test
  void whatIsInABoxsPodIsNotInAPilots() {
    PodTemplateSpec pod =
        pod(
            Map.of(
                "containers",
                List.of(Map.of("name", "box", "image", "theirs"), Map.of("name", "logs")),
                "volumes",
                List.of(Map.of("name", "data")),
                "serviceAccountName",
                "theirs"));

    assertThat(pod.getSpec().getContainers())
        .extracting(Container::getName)
        .containsExactly("pilot");
    assertThat(pod.getSpec().getVolumes()).hasSize(1);
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("flights-pilot");
    assertThat(pod.getSpec().getTolerations()).hasSize(2);
  }
}

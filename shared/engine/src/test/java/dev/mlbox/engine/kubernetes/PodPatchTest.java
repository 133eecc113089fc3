package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.MlboxException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodPatchTest {
  private static PodTemplateSpec pod() {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .addToLabels(Names.MODEL_LABEL, "flights")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("box")
        .withImage("ours")
        .addNewEnv()
        .withName("A")
        .withValue("1")
        .endEnv()
        .endContainer()
        .addNewVolume()
        .withName("tmp")
        .endVolume()
        .endSpec()
        .build();
  }

  private static PodTemplateSpec patched(Map<String, Object> fields) {
    return new PodPatch(fields, "mlbox.yaml:20").on(pod());
  }

  @Test
  void containersAndTheirVariablesMergeByName() {
    PodTemplateSpec merged =
        patched(
            Map.of(
                "containers",
                List.of(
                    Map.of(
                        "name",
                        "box",
                        "env",
                        List.of(
                            Map.of("name", "B", "value", "2"), Map.of("name", "A", "value", "3"))),
                    Map.of("name", "logs", "image", "theirs"))));

    List<Container> containers = merged.getSpec().getContainers();
    assertThat(containers).extracting(Container::getName).containsExactly("box", "logs");
    assertThat(containers.get(0).getImage()).isEqualTo("ours");
    assertThat(containers.get(0).getEnv())
        .extracting(variable -> variable.getName() + "=" + variable.getValue())
        .containsExactly("A=3", "B=2");
    assertThat(merged.getSpec().getVolumes()).hasSize(1);
  }

  @Test
  void aDirectiveTakesAway() {
    PodTemplateSpec merged =
        patched(Map.of("volumes", List.of(Map.of("name", "tmp", "$patch", "delete"))));

    assertThat(merged.getSpec().getVolumes()).isEmpty();
  }

  @Test
  void listsWithoutAKeyAreReplaced() {
    PodTemplateSpec merged = patched(Map.of("tolerations", List.of(Map.of("key", "gpu"))));

    assertThat(merged.getSpec().getTolerations()).hasSize(1);
    assertThat(merged.getMetadata().getLabels()).containsEntry(Names.MODEL_LABEL, "flights");
  }

  @Test
  void mlboxsOwnLabelsAndContainerStay() {
    assertThatThrownBy(
            () -> patched(Map.of("metadata", Map.of("labels", Map.of(Names.MODEL_LABEL, "x")))))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "deploy.pod.metadata.labels changes a label that mlbox finds pods by (mlbox.yaml:20);"
                + " expected labels and containers beside mlbox's own");
    assertThatThrownBy(
            () -> patched(Map.of("containers", List.of(Map.of("name", "box", "$patch", "delete")))))
        .hasMessage(
            "deploy.pod takes the container box away (mlbox.yaml:20); expected labels and"
                + " containers beside mlbox's own");
  }

  @Test
  void whatIsNoPodIsSaid() {
    assertThatThrownBy(() -> patched(Map.of("nodeSelector", "ssd")))
        .isInstanceOf(MlboxException.class)
        .hasMessageStartingWith("deploy.pod makes no pod: ");
  }
}

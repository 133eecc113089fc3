package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.config.TrainingPod;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingObjectsTest {
  private static Job job(Map<String, Object> patch) {
    TrainingPod pod = new TrainingPod("python:3.11", patch);
    TrainConfig config =
        new TrainConfig(
            "python train.py 'a b'",
            null,
            List.of("train.py"),
            "model.onnx",
            Duration.ofMinutes(30),
            pod,
            "mlbox.yaml:2");
    return new TrainingObjects("flights", "ml")
        .job("flights-train-1", "mark", config, pod, List.of("python", "train.py", "a b"));
  }

  @Test
  void theCommandsWordsAreNoShellsBusiness() {
    Container train = job(Map.of()).getSpec().getTemplate().getSpec().getContainers().get(0);
    assertThat(train.getCommand().subList(0, 2)).containsExactly("sh", "-c");
    assertThat(train.getCommand().subList(3, 9))
        .containsExactly("train", "mark", "model.onnx", "python", "train.py", "a b");
  }

  @Test
  void itEndsByItselfWhenNobodyFetchesItAndIsNeverStartedAgain() {
    Job job = job(Map.of());
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(45 * 60);
    assertThat(job.getSpec().getTemplate().getSpec().getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void aVolumeAndResourcesAreLaidOver() {
    PodSpec pod =
        job(Map.of(
                "nodeSelector",
                Map.of("gpu", "yes"),
                "volumes",
                List.of(Map.of("name", "data", "persistentVolumeClaim", Map.of("claimName", "d"))),
                "containers",
                List.of(
                    Map.of(
                        "name",
                        "train",
                        "resources",
                        Map.of("limits", Map.of("memory", "4Gi")),
                        "volumeMounts",
                        List.of(Map.of("name", "data", "mountPath", "/data"))))))
            .getSpec()
            .getTemplate()
            .getSpec();
    assertThat(pod.getNodeSelector()).containsEntry("gpu", "yes");
    assertThat(pod.getVolumes()).extracting("name").containsExactlyInAnyOrder("mlbox", "data");
    assertThat(pod.getContainers()).hasSize(1);
    assertThat(pod.getContainers().get(0).getVolumeMounts())
        .extracting("mountPath")
        .containsExactlyInAnyOrder("/mlbox", "/data");
  }

  @Test
  void aPatchThatMakesNoPodIsNamed() {
    assertThatThrownBy(() -> job(Map.of("containers", "none")))
        .hasMessageContaining("train.pod makes no pod")
        .hasMessageContaining("mlbox.yaml:2");
  }
}

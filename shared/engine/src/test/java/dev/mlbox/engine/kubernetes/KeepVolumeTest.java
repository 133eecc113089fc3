package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.StorageConfig;
import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeepVolumeTest {
  private static DeployConfig deploy(@Nullable StorageConfig storage) {
    DeployConfig plain = Deploys.to("test", "ml");
    return new DeployConfig(
        plain.target(),
        plain.image(),
        plain.base(),
        plain.context(),
        plain.namespace(),
        plain.pods(),
        plain.port(),
        plain.pilot(),
        plain.traffic(),
        plain.canary(),
        storage,
        plain.place());
  }

  private static DeployConfig keeping(@Nullable Stated bucket, @Nullable String claim) {
    return deploy(
        new StorageConfig(
            "10Gi",
            10L << 30,
            Duration.ofDays(7),
            50,
            List.of("name", "home town"),
            bucket,
            new StorageConfig.Volume(claim, "fast", "ReadWriteMany", "amazon"),
            "mlbox.yaml:9"));
  }

  private static PodSpec pod(DeployConfig deploy) {
    Release release = new Release("9f31c0de11", "sha256:0", "registry/flights@sha256:1", Map.of());
    return new BoxPods(Placement.of("flights", deploy, "ml"), release)
        .deployment()
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Map<String, String> variables(PodSpec pod) {
    Map<String, String> variables = new HashMap<>();
    for (EnvVar variable : pod.getContainers().get(0).getEnv()) {
      variables.put(
          variable.getName(),
          variable.getValue() == null
              ? "from " + variable.getValueFrom().getSecretKeyRef().getName()
              : variable.getValue());
    }
    return variables;
  }

  @Test
  void aBoxWritesToTheVolumeWithinItsLimits() {
    PodSpec pod = pod(keeping(null, null));
    assertThat(variables(pod))
        .containsEntry("MLBOX_SAMPLES", "/samples/flights")
        .containsEntry("MLBOX_SAMPLES_SIZE", "9663676416")
        .containsEntry("MLBOX_SAMPLES_RATE", "50")
        .containsEntry("MLBOX_SAMPLES_AGE", "604800s")
        .containsEntry("MLBOX_SAMPLES_REDACT", "name\nhome town")
        .containsEntry("MLBOX_SAMPLES_KEY", "from flights-samples");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
        .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .containsExactly("flights-samples");
  }

  @Test
  void aClaimThatThereIsIsTaken() {
    assertThat(pod(keeping(null, "mine")).getVolumes())
        .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
        .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .containsExactly("mine");
  }

  @Test
  void aBucketNeedsNoVolumeButItsVariables() {
    PodSpec pod = pod(keeping(new Stated("s3://samples/flights", "mlbox.yaml:9"), null));
    assertThat(pod.getVolumes()).noneMatch(volume -> volume.getPersistentVolumeClaim() != null);
    Container box = pod.getContainers().get(0);
    assertThat(variables(pod))
        .containsEntry("MLBOX_SAMPLES_BUCKET", "s3://samples/flights")
        .doesNotContainKey("MLBOX_SAMPLES_KEY");
    assertThat(box.getEnvFrom())
        .extracting(from -> from.getSecretRef().getName())
        .containsExactly("amazon");
  }

  @Test
  void aDryRunShowsClaimAndSecretButNoKey() {
    String yaml =
        DryRun.yaml(
            "flights",
            keeping(null, null),
            new Release("9f31c0de11", "sha256:0", "registry/flights@sha256:1", Map.of()),
            Map.of());
    assertThat(yaml)
        .contains("kind: \"PersistentVolumeClaim\"", "storage: \"10Gi\"")
        .contains("key: \"made when it is deployed\"");
  }

  @Test
  void withoutStorageNothingIsDifferent() {
    assertThat(variables(pod(deploy(null)))).doesNotContainKey("MLBOX_SAMPLES");
  }
}

package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.StorageConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The volume on which boxes keep samples, and the key without which they give none. Both are made
 * once and outlive every version.
 */
final class KeepVolume {
  private static final String PATH = "/samples";
  private static final String VOLUME = "samples";
  private static final String KEY = "key";
  private static final int KEY_BYTES = 24;

  /** A volume that is full is of no use to anybody, and file systems take a part. */
  private static final double USED = 0.9;

  private final Placement placement;
  private final StorageConfig storage;

  KeepVolume(Placement placement, StorageConfig storage) {
    this.placement = placement;
    this.storage = storage;
  }

  private String name() {
    return placement.names().model() + "-samples";
  }

  private String claim() {
    String given = storage.volume().claim();
    return given == null ? name() : given;
  }

  /** What has to be there before a box can start; what is there already is let be. */
  void ensure(OwnObjects objects) {
    List<HasMetadata> wanted = wanted(newKey());
    objects.requireFree(wanted);
    for (HasMetadata each : wanted) {
      if (objects.find(each).isEmpty()) {
        objects.apply(each);
      }
    }
  }

  /** The same as it is printed, with no key. */
  List<HasMetadata> shown() {
    return wanted("made when it is deployed");
  }

  private List<HasMetadata> wanted(String key) {
    if (storage.bucket() != null) {
      return List.of();
    }
    return storage.volume().claim() == null ? List.of(secret(key), volume()) : List.of(secret(key));
  }

  /**
   * What boxes ask of whoever wants to read samples.
   *
   * @throws MlboxException INVALID when nobody has deployed with storage yet
   */
  String key(OwnObjects objects) {
    String coded =
        objects
            .find(secret(""))
            .map(Secret::getData)
            .map(data -> data.get(KEY))
            .orElseThrow(
                () ->
                    MlboxException.invalid(
                        Problem.of("there is no Secret %s".formatted(name()))
                            .at(storage.place())
                            .expected("the one that a deploy with deploy.storage makes")
                            .remedy("deploy once with it")));
    return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
  }

  /** The pods of a version with the volume in their box, or with what it needs for a bucket. */
  PodTemplateSpec on(PodTemplateSpec template) {
    return storage.bucket() == null ? onVolume(template) : onBucket(template);
  }

  private PodTemplateSpec onBucket(PodTemplateSpec template) {
    List<EnvVar> variables = new ArrayList<>();
    variables.add(variable("MLBOX_SAMPLES", "/tmp/samples"));
    storage.limits(1).forEach((name, value) -> variables.add(variable(name, value)));
    String secret = storage.volume().secret();
    return new PodTemplateSpecBuilder(template)
        .editSpec()
        .editMatchingContainer(container -> BoxPods.CONTAINER.equals(container.getName()))
        .addAllToEnv(variables)
        .addAllToEnvFrom(secret == null ? List.of() : List.of(from(secret)))
        .endContainer()
        .endSpec()
        .build();
  }

  private static EnvFromSource from(String secret) {
    return new EnvFromSourceBuilder().withNewSecretRef().withName(secret).endSecretRef().build();
  }

  private PodTemplateSpec onVolume(PodTemplateSpec template) {
    return new PodTemplateSpecBuilder(template)
        .editSpec()
        .editMatchingContainer(container -> BoxPods.CONTAINER.equals(container.getName()))
        .addAllToEnv(variables())
        .addNewVolumeMount()
        .withName(VOLUME)
        .withMountPath(PATH)
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName(VOLUME)
        .withNewPersistentVolumeClaim()
        .withClaimName(claim())
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }

  private List<EnvVar> variables() {
    List<EnvVar> variables = new ArrayList<>();
    variables.add(variable("MLBOX_SAMPLES", PATH + "/" + placement.names().model()));
    storage.limits(USED).forEach((name, value) -> variables.add(variable(name, value)));
    variables.add(
        new EnvVarBuilder()
            .withName("MLBOX_SAMPLES_KEY")
            .withNewValueFrom()
            .withNewSecretKeyRef()
            .withName(name())
            .withKey(KEY)
            .endSecretKeyRef()
            .endValueFrom()
            .build());
    return variables;
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private PersistentVolumeClaim volume() {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata())
        .withNewSpec()
        .withAccessModes(storage.volume().access())
        .withStorageClassName(storage.volume().storageClass())
        .withNewResources()
        .addToRequests("storage", new Quantity(storage.size()))
        .endResources()
        .endSpec()
        .build();
  }

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getUrlEncoder().encodeToString(key);
  }

  private Secret secret(String key) {
    return new SecretBuilder().withMetadata(metadata()).withStringData(Map.of(KEY, key)).build();
  }

  private ObjectMeta metadata() {
    return new ObjectMetaBuilder()
        .withName(name())
        .withNamespace(placement.namespace())
        .withLabels(placement.names().labels())
        .build();
  }
}

package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user's own fields laid over a pod's: all that Kubernetes knows can be set without a key of
 * mlbox's for each.
 *
 * @param fields of a pod's spec, and {@code metadata} with labels and annotations
 * @param place where they were set
 */
record PodPatch(Map<String, Object> fields, String place) {
  private static final String METADATA = "metadata";

  /** What decides where a pod may run and what it may pull, whatever is in it. */
  private static final Set<String> OF_ANY_POD =
      Set.of(
          METADATA,
          "affinity",
          "dnsConfig",
          "dnsPolicy",
          "hostAliases",
          "imagePullSecrets",
          "nodeSelector",
          "priorityClassName",
          "runtimeClassName",
          "schedulerName",
          "securityContext",
          "tolerations");

  /** As much of it as holds for a pod of mlbox's that is no box. */
  PodPatch ofAnyPod() {
    Map<String, Object> some = new LinkedHashMap<>(fields);
    some.keySet().retainAll(OF_ANY_POD);
    return new PodPatch(some, place);
  }

  /** Over the boxes' pods. */
  PodTemplateSpec on(PodTemplateSpec template) {
    return on(template, "deploy.pod");
  }

  /**
   * Over other pods.
   *
   * @param key where the fields were written
   */
  PodTemplateSpec on(PodTemplateSpec template, String key) {
    if (fields.isEmpty()) {
      return template;
    }
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(fields);
    if (spec.containsKey(METADATA)) {
      patch.put(METADATA, spec.remove(METADATA));
    }
    patch.put("spec", spec);
    Map<?, ?> present = Serialization.unmarshal(Serialization.asJson(template), Map.class);
    Map<String, @Nullable Object> merged = StrategicMerge.of(present, patch);
    try {
      PodTemplateSpec patched = Serialization.unmarshal(Json.write(merged), PodTemplateSpec.class);
      requireOurs(template, patched, key);
      return patched;
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw MlboxException.invalid(
          Problem.of(key + " makes no pod: " + said(e))
              .at(place)
              .expected("fields of a pod's spec, as `kubectl explain pod.spec` lists them"));
    }
  }

  private static String said(Throwable e) {
    String text = String.valueOf(ApiProblems.deepest(e).getMessage());
    return text.lines().findFirst().orElse(text);
  }

  /** What finds pods again is not the user's to change. */
  private void requireOurs(PodTemplateSpec before, PodTemplateSpec after, String key) {
    Map<String, String> labels = after.getMetadata().getLabels();
    boolean kept =
        before.getMetadata().getLabels().entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    String gone =
        before.getSpec().getContainers().stream()
            .map(Container::getName)
            .filter(
                name ->
                    after.getSpec().getContainers().stream()
                        .noneMatch(each -> name.equals(each.getName())))
            .findFirst()
            .orElse("");
    if (!kept || !gone.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of(
                  kept
                      ? "%s takes the container %s away".formatted(key, gone)
                      : key + ".metadata.labels changes a label that mlbox finds pods by")
              .at(place)
              .expected("labels and containers beside mlbox's own"));
    }
  }
}

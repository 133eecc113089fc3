package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** Over the boxes' pods. */
  PodTemplateSpec on(PodTemplateSpec template) {
    return on(template, "deploy.pod", BoxPods.CONTAINER);
  }

  /**
   * Over other pods.
   *
   * @param key where the fields were written
   * @param container that must not go
   */
  PodTemplateSpec on(PodTemplateSpec template, String key, String container) {
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
      requireOurs(template, patched, key, container);
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
  private void requireOurs(
      PodTemplateSpec before, PodTemplateSpec after, String key, String container) {
    Map<String, String> labels = after.getMetadata().getLabels();
    boolean kept =
        before.getMetadata().getLabels().entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    boolean box =
        after.getSpec().getContainers().stream().anyMatch(each -> container.equals(each.getName()));
    if (!kept || !box) {
      throw MlboxException.invalid(
          Problem.of(
                  kept
                      ? "%s takes the container %s away".formatted(key, container)
                      : key + ".metadata.labels changes a label that mlbox finds pods by")
              .at(place)
              .expected("labels and containers beside mlbox's own"));
    }
  }
}

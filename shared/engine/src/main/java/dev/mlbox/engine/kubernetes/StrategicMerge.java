package dev.mlbox.engine.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' strategic merge patch for pods: mappings merge, lists that have a key merge by it,
 * everything else is replaced, null takes away, and {@code $patch: delete} or {@code replace} in a
 * mapping does so with all of it. The keys are those of k8s.io/api/core/v1/types.go
 * (patchMergeKey).
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"),
          Map.entry("env", "name"),
          Map.entry("ports", "containerPort"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"));

  private StrategicMerge() {}

  /** What comes of a patch on a value; values are mappings, lists and scalars, as JSON is read. */
  static Map<String, @Nullable Object> of(Map<?, ?> present, Map<?, ?> patch) {
    return mapping(present, patch);
  }

  private static @Nullable Object merged(
      String field, @Nullable Object present, @Nullable Object patch) {
    if (patch instanceof Map<?, ?> changes) {
      return mapping(present instanceof Map<?, ?> map ? map : Map.of(), changes);
    }
    String key = KEYS.get(field);
    if (patch instanceof List<?> items
        && key != null
        && items.stream().allMatch(Map.class::isInstance)) {
      return list(present instanceof List<?> list ? list : List.of(), items, key);
    }
    return patch;
  }

  private static Map<String, @Nullable Object> mapping(Map<?, ?> present, Map<?, ?> changes) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (!"replace".equals(changes.get(DIRECTIVE))) {
      present.forEach((key, value) -> result.put(String.valueOf(key), value));
    }
    changes.forEach(
        (key, value) -> {
          String field = String.valueOf(key);
          if (value == null || isDeletion(value)) {
            result.remove(field);
          } else if (!DIRECTIVE.equals(field)) {
            result.put(field, merged(field, result.get(field), value));
          }
        });
    return result;
  }

  private static List<Object> list(List<?> present, List<?> items, String key) {
    List<Object> result = new ArrayList<>(present);
    for (Object item : items) {
      Map<?, ?> changes = (Map<?, ?>) item;
      if ("replace".equals(changes.get(DIRECTIVE)) && changes.size() == 1) {
        result.clear();
        continue;
      }
      int at = indexOf(result, key, changes.get(key));
      if (isDeletion(changes)) {
        if (at >= 0) {
          result.remove(at);
        }
      } else if (at < 0) {
        result.add(mapping(Map.of(), changes));
      } else {
        result.set(at, mapping((Map<?, ?>) result.get(at), changes));
      }
    }
    return result;
  }

  private static int indexOf(List<Object> list, String key, @Nullable Object wanted) {
    for (int i = 0; i < list.size(); i++) {
      // Numbers may have been read as int on one side and as long on the other.
      if (list.get(i) instanceof Map<?, ?> map
          && wanted != null
          && Objects.toString(map.get(key)).equals(wanted.toString())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isDeletion(Object value) {
    return value instanceof Map<?, ?> map && "delete".equals(map.get(DIRECTIVE));
  }
}

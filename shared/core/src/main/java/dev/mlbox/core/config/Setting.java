package dev.mlbox.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value somebody set, and where: the tree that any source of settings becomes before it is read.
 *
 * @param value a String, Long, Double, Boolean, {@code List<Setting>} or {@code Map<String,
 *     Setting>}
 * @param place such as {@code mlbox.yaml:14} or {@code --set deploy.to}
 */
public record Setting(Object value, String place) {

  /** An empty mapping. */
  public static Setting empty(String place) {
    return new Setting(Map.of(), place);
  }

  /** The entries of a mapping; empty when this is none. */
  @SuppressWarnings("unchecked")
  public Map<String, Setting> entries() {
    return value instanceof Map ? (Map<String, Setting>) value : Map.of();
  }

  /** The items of a list; a lone value counts as a list of one. */
  @SuppressWarnings("unchecked")
  public List<Setting> items() {
    return value instanceof List ? (List<Setting>) value : List.of(this);
  }

  public String text() {
    return String.valueOf(value);
  }

  /** The same without places: a scalar, a list or a mapping of such. */
  public Object plain() {
    if (value instanceof Map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries().forEach((key, setting) -> plain.put(key, setting.plain()));
      return plain;
    }
    return value instanceof List ? items().stream().map(Setting::plain).toList() : value;
  }

  /** The setting at a dotted path such as {@code deploy.replicas}. */
  public Optional<Setting> at(String path) {
    Setting here = this;
    for (String key : path.split("\\.", -1)) {
      Setting next = here.entries().get(key);
      if (next == null) {
        return Optional.empty();
      }
      here = next;
    }
    return Optional.of(here);
  }

  /** The same tree with one value set at a dotted path, made where it was missing. */
  public Setting with(String path, Setting leaf) {
    int dot = path.indexOf('.');
    Map<String, Setting> changed = new LinkedHashMap<>(entries());
    if (dot < 0) {
      changed.put(path, leaf);
    } else {
      String key = path.substring(0, dot);
      Setting below = changed.getOrDefault(key, empty(leaf.place()));
      changed.put(key, below.with(path.substring(dot + 1), leaf));
    }
    return new Setting(changed, place);
  }
}

package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads objects of kinds that the client has no types for; what is not there is empty. */
final class Tree {
  private Tree() {}

  /** The maps in the list at a path. */
  static List<Map<?, ?>> maps(Map<?, ?> root, String... path) {
    Object present = root;
    for (String key : path) {
      present = present instanceof Map<?, ?> map ? map.get(key) : null;
    }
    List<Map<?, ?>> found = new ArrayList<>();
    if (present instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          found.add(map);
        }
      }
    }
    return found;
  }

  /** A whole number; -1 for anything else. */
  static long whole(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : -1;
  }

  /** The share of all but the first weight. */
  static Weight share(List<Integer> weights) {
    int total = weights.stream().mapToInt(Integer::intValue).sum();
    return weights.size() < 2
        ? Weight.ZERO
        : TrafficObjects.Parts.weight(total - weights.get(0), total);
  }
}

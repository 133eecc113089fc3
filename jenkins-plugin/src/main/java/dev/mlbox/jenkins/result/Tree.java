package dev.mlbox.jenkins.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A piece of a report's JSON. What is missing is empty: a report of an older or a newer command
 * line is read as far as it is understood.
 *
 * @param value a map, a list, text, a number, true or false; the empty text when absent
 */
record Tree(Object value) {

  /** The piece under some keys. */
  Tree at(String... keys) {
    Object present = value;
    for (String key : keys) {
      present = present instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return new Tree(Objects.requireNonNullElse(present, ""));
  }

  /** Its elements; none when it is no list. */
  List<Tree> each() {
    return value instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).map(Tree::new).toList()
        : List.of();
  }

  /** Its keys; none when it is no object. */
  List<String> keys() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  boolean isPresent() {
    return !"".equals(value);
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  String text() {
    return value instanceof Map || value instanceof List ? "" : String.valueOf(value);
  }

  /** As a number; NaN when it is none. */
  double number() {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}

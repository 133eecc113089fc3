package dev.mlbox.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.config.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as JSON, with the way back from a position in it to what was written where. */
final class SettingTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Setting root;
  private final JsonNode json;
  private final Map<List<Object>, Integer> order = new HashMap<>();

  SettingTree(Setting root) {
    this.root = root;
    this.json = convert(root, List.of());
  }

  JsonNode json() {
    return json;
  }

  /** The setting that keys and list positions lead to. */
  Setting at(List<Object> path) {
    Setting here = root;
    for (Object step : path) {
      Setting next =
          step instanceof Integer index ? here.items().get(index) : here.entries().get(step);
      if (next == null) {
        return here;
      }
      here = next;
    }
    return here;
  }

  /** Where in the order of the file a mistake is: missing keys after their siblings. */
  int order(SchemaMistake mistake) {
    List<Object> path = new ArrayList<>(mistake.at());
    if (mistake.property() != null) {
      path.add(mistake.property());
    }
    Integer here = order.get(path);
    if (here != null) {
      return here;
    }
    return order.entrySet().stream()
        .filter(entry -> startsWith(entry.getKey(), mistake.at()))
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(order.size());
  }

  private static boolean startsWith(List<Object> path, List<Object> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }

  private JsonNode convert(Setting setting, List<Object> path) {
    order.put(path, order.size());
    if (setting.value() instanceof Map) {
      ObjectNode object = JSON.objectNode();
      setting.entries().forEach((key, value) -> object.set(key, convert(value, then(path, key))));
      return object;
    }
    if (setting.value() instanceof List) {
      ArrayNode array = JSON.arrayNode();
      for (Setting item : setting.items()) {
        array.add(convert(item, then(path, array.size())));
      }
      return array;
    }
    return scalar(setting.value());
  }

  private static List<Object> then(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Long whole) {
      return JSON.numberNode(whole);
    }
    if (value instanceof Double real) {
      return JSON.numberNode(real);
    }
    return value instanceof Boolean flag
        ? JSON.booleanNode(flag)
        : JSON.textNode(String.valueOf(value));
  }
}

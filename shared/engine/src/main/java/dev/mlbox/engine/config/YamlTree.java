package dev.mlbox.engine.config;

import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Converts composed YAML nodes; what is wrong with single keys is collected, not thrown. */
final class YamlTree {
  private final Function<Node, String> places;
  private final List<Problem> problems;
  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());

  YamlTree(Function<Node, String> places, List<Problem> problems) {
    this.places = places;
    this.problems = problems;
  }

  /** The setting a node stands for; its own place is given, those below it are asked for. */
  Setting convert(Node node, String place) {
    if (!above.add(node)) {
      problems.add(Problem.of("this alias stands for a value that contains it").at(place));
      return Setting.empty(place);
    }
    try {
      if (node instanceof MappingNode mapping) {
        return new Setting(entries(mapping), place);
      }
      if (node instanceof SequenceNode sequence) {
        return new Setting(items(sequence), place);
      }
      return new Setting(scalar((ScalarNode) node), place);
    } finally {
      above.remove(node);
    }
  }

  private List<Setting> items(SequenceNode sequence) {
    List<Setting> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      String place = places.apply(item);
      if (isNull(item)) {
        problems.add(
            Problem.of("this item of a list has no value")
                .at(place)
                .remedy("give it one or remove the line"));
      } else {
        items.add(convert(item, place));
      }
    }
    return List.copyOf(items);
  }

  private Map<String, Setting> entries(MappingNode mapping) {
    Map<String, Setting> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      add(tuple, entries);
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple.getKeyNode())) {
        merged(tuple.getValueNode(), places.apply(tuple.getKeyNode()))
            .forEach(entries::putIfAbsent);
      }
    }
    return Collections.unmodifiableMap(entries);
  }

  private void add(NodeTuple tuple, Map<String, Setting> entries) {
    String place = places.apply(tuple.getKeyNode());
    if (isMerge(tuple.getKeyNode())) {
      return;
    }
    if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
      problems.add(
          Problem.of("this key is " + kind(tuple.getKeyNode())).at(place).expected("text"));
      return;
    }
    String key = keyNode.getValue();
    Setting first = entries.get(key);
    if (first != null) {
      problems.add(
          Problem.of("`%s` is set twice".formatted(key))
              .at(first.place() + " and " + place)
              .remedy("remove one of them"));
    } else if (isNull(tuple.getValueNode())) {
      problems.add(
          Problem.of("`%s` has no value".formatted(key))
              .at(place)
              .remedy("give it one or remove the line"));
    } else {
      entries.put(key, convert(tuple.getValueNode(), place));
    }
  }

  private Map<String, Setting> merged(Node node, String place) {
    Setting setting = convert(node, place);
    Map<String, Setting> all = new LinkedHashMap<>();
    for (Setting one : setting.items()) {
      one.entries().forEach(all::putIfAbsent);
    }
    return all;
  }

  private static boolean isMerge(Node key) {
    return Tag.MERGE.equals(key.getTag());
  }

  private static boolean isNull(Node node) {
    return plain(node) != null && PlainScalar.isNull(((ScalarNode) node).getValue());
  }

  private static Object scalar(ScalarNode node) {
    String plain = plain(node);
    return plain == null ? node.getValue() : PlainScalar.value(plain);
  }

  /** The text of a scalar without quotes whose type nobody stated; null for any other node. */
  private static @Nullable String plain(Node node) {
    return node instanceof ScalarNode scalar
            && scalar.getScalarStyle() == ScalarStyle.PLAIN
            && !(Tag.STR.equals(scalar.getTag()) && PlainScalar.looksTyped(scalar.getValue()))
        ? scalar.getValue()
        : null;
  }

  static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "keys with values";
    }
    return node instanceof SequenceNode ? "a list" : "only text";
  }
}

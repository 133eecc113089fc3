package dev.mlbox.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a JSON Schema says of itself: its keys, and the words it describes a value with. */
final class SchemaTree {
  private static final int DEEPEST = 6;
  private static final List<String> COMBINED = List.of("allOf", "anyOf", "oneOf");

  private final JsonNode root;

  SchemaTree(JsonNode root) {
    this.root = root;
  }

  /** The schema that a path of keywords leads to, references followed. */
  JsonNode at(List<Object> path) {
    JsonNode here = root;
    for (Object step : path) {
      here = below(here, step);
    }
    return here;
  }

  /**
   * The words for the value that the schema at a path is about: those beside a reference before
   * those of what it refers to.
   */
  Optional<String> description(List<Object> path) {
    JsonNode here = root;
    Optional<String> words = Optional.empty();
    for (int i = 0; i < path.size(); i++) {
      here = below(here, path.get(i));
      Optional<String> own = words(here);
      words = startsValue(path, i) ? own : words.or(() -> own);
    }
    return words;
  }

  /**
   * What a value has to look like: the words of what its schema refers to, where that is a form
   * that many keys share.
   */
  Optional<String> form(List<Object> path) {
    JsonNode here = root;
    Optional<String> form = Optional.empty();
    for (int i = 0; i < path.size(); i++) {
      here = below(here, path.get(i));
      form =
          startsValue(path, i) ? Optional.empty() : path.get(i).equals("$ref") ? words(here) : form;
    }
    return form;
  }

  /** {@code , such as} the default of the key at a path; empty where it has none. */
  String example(List<Object> path) {
    JsonNode usual = at(path).path("default");
    if (usual.isMissingNode() || (usual.isArray() && usual.isEmpty())) {
      return "";
    }
    if (!usual.isArray()) {
      return " such as " + usual.asText();
    }
    List<String> items = new ArrayList<>();
    usual.forEach(item -> items.add(item.asText()));
    return ", such as [" + String.join(", ", items) + "]";
  }

  /** Whether the step leads to another value's schema, not to a part of the same one's. */
  private static boolean startsValue(List<Object> path, int step) {
    return path.get(step).equals("items") || (step > 0 && path.get(step - 1).equals("properties"));
  }

  private JsonNode below(JsonNode schema, Object step) {
    if (step.equals("$ref")) {
      return referred(schema);
    }
    return step instanceof Integer index ? schema.path(index) : schema.path(step.toString());
  }

  private JsonNode referred(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.startsWith("#/") ? root.at(reference.substring(1)) : MissingNode.getInstance();
  }

  static Optional<String> words(JsonNode schema) {
    String words = schema.path("description").asText().strip();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
  }

  /** The description of one key of a schema. */
  Optional<String> descriptionOf(JsonNode schema, String key) {
    JsonNode property = schema.path("properties").path(key);
    return words(property).or(() -> words(referred(property)));
  }

  /** The keys that a schema knows, in its order. */
  Set<String> keys(JsonNode schema) {
    Set<String> keys = new LinkedHashSet<>();
    collect(schema, keys, 0);
    return keys;
  }

  private void collect(JsonNode schema, Set<String> keys, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    schema.path("properties").fieldNames().forEachRemaining(keys::add);
    for (String combined : COMBINED) {
      schema.path(combined).forEach(part -> collect(part, keys, depth + 1));
    }
    if (schema.has("$ref")) {
      collect(referred(schema), keys, depth + 1);
    }
  }

  /** The dotted path of a key of this name anywhere in the schema, the first in its order. */
  Optional<String> elsewhere(String key) {
    return elsewhere(root, "", key, 0);
  }

  private Optional<String> elsewhere(JsonNode schema, String prefix, String key, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    JsonNode here = schema.has("$ref") ? referred(schema) : schema;
    if (here.path("properties").has(key)) {
      return Optional.of(prefix + key);
    }
    for (var property : here.path("properties").properties()) {
      Optional<String> found =
          elsewhere(property.getValue(), prefix + property.getKey() + ".", key, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    for (String combined : COMBINED) {
      for (JsonNode part : here.path(combined)) {
        Optional<String> found = elsewhere(part, prefix, key, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}

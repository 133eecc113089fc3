package dev.mlbox.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.config.Setting;
import dev.mlbox.core.config.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON's types and values in the words of a user. */
final class SchemaTypes {
  private static final int SHOWN = 60;

  private SchemaTypes() {}

  /** What a {@code type} keyword asks for. */
  static String names(JsonNode type, String otherwise) {
    List<String> names = new ArrayList<>();
    if (type.isTextual()) {
      names.add(name(type.asText()));
    }
    type.forEach(one -> names.add(one.isTextual() ? name(one.asText()) : ""));
    return names.isEmpty() || names.contains("") ? otherwise : String.join(" or ", names);
  }

  private static String name(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      default -> "keys with values";
    };
  }

  /** What is written, as a fact about it, without what is secret in an address. */
  static String shown(Setting setting) {
    if (setting.value() instanceof Map) {
      return setting.entries().isEmpty() ? "empty" : "a group of keys";
    }
    if (setting.value() instanceof List) {
      return setting.items().isEmpty() ? "an empty list" : "a list";
    }
    if (setting.text().isEmpty()) {
      return "empty";
    }
    String text = Shown.of(setting.text());
    String brief = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return (isBare(setting) ? article(setting) : "") + "`" + brief + "`";
  }

  private static String article(Setting setting) {
    return setting.value() instanceof Boolean ? "" : "the number ";
  }

  /** Whether it is a number or a truth value, which quotes would make text. */
  static boolean isBare(Setting setting) {
    return setting.value() instanceof Number || setting.value() instanceof Boolean;
  }
}

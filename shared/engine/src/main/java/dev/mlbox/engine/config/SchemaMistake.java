package dev.mlbox.engine.config;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a schema objects to.
 *
 * @param keyword of the schema that objects, such as {@code required}
 * @param at keys and list positions that lead to the value
 * @param by keywords that lead to the objecting one, references included
 * @param property the key it is about, when the keyword is about keys
 * @param words the validator's own
 */
record SchemaMistake(
    String keyword, List<Object> at, List<Object> by, @Nullable String property, String words) {

  SchemaMistake {
    at = List.copyOf(at);
    by = List.copyOf(by);
  }

  static SchemaMistake of(ValidationMessage message) {
    return new SchemaMistake(
        message.getType(),
        steps(message.getInstanceLocation()),
        steps(message.getEvaluationPath()),
        message.getProperty(),
        message.getError());
  }

  private static List<Object> steps(JsonNodePath path) {
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < path.getNameCount(); i++) {
      steps.add(path.getElement(i));
    }
    return steps;
  }

  /** Whether another one's keyword led to this one. */
  boolean isBelow(SchemaMistake other) {
    return by.size() > other.by.size() && by.subList(0, other.by.size()).equals(other.by);
  }

  /** The path of the schema that holds the keyword. */
  List<Object> owner() {
    return by.subList(0, by.size() - 1);
  }
}

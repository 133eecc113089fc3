package dev.mlbox.jenkinsapi;

import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Types as records of signatures have them: simple names, generics whole. */
final class Written {
  private Written() {}

  static String variables(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
        .map(
            variable -> {
              String bounds =
                  Arrays.stream(variable.getBounds())
                      .map(Written::name)
                      .collect(Collectors.joining(" & "));
              return bounds.equals("Object")
                  ? variable.getName()
                  : variable.getName() + " extends " + bounds;
            })
        .collect(Collectors.joining(",", "<", "> "));
  }

  static String name(Type type) {
    return type.getTypeName()
        .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
        .replaceAll("\\w+\\$", "")
        .replaceAll("\\s*,\\s*", ",");
  }
}

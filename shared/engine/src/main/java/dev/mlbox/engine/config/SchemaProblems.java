package dev.mlbox.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a schema objects to in the words of a user. */
final class SchemaProblems {
  private static final Set<String> UNKNOWN =
      Set.of("additionalProperties", "unevaluatedProperties");

  private final SchemaTree schema;
  private final SettingTree written;

  SchemaProblems(SchemaTree schema, SettingTree written) {
    this.schema = schema;
    this.written = written;
  }

  /** Types that the description of a key does not tell. */
  private static final Set<String> PLAIN =
      Set.of("a whole number", "a number", "true or false", "a list");

  Problem problem(SchemaMistake mistake) {
    if (UNKNOWN.contains(mistake.keyword())) {
      return unknownKey(mistake);
    }
    return switch (mistake.keyword()) {
      case "required", "dependentRequired" -> missingKey(mistake);
      case "oneOf", "anyOf" -> noAlternative(mistake);
      case "enum" -> notListed(mistake);
      case "type" -> wrongType(mistake);
      default -> wrongValue(mistake);
    };
  }

  private Problem unknownKey(SchemaMistake mistake) {
    String key = key(mistake);
    Set<String> known = schema.keys(schema.at(mistake.owner()));
    String prefix = dotted(mistake.at());
    Problem problem =
        Problem.of("unknown key `%s`".formatted(prefix + key))
            .at(written.at(path(mistake.at(), key)).place())
            .expected(known.isEmpty() ? "no keys here" : "one of " + String.join(", ", known));
    Optional<String> meant =
        Nearest.to(key, known).map(prefix::concat).or(() -> schema.elsewhere(key));
    return meant.map(word -> problem.remedy("did you mean `%s`?".formatted(word))).orElse(problem);
  }

  private Problem missingKey(SchemaMistake mistake) {
    String key = key(mistake);
    JsonNode owner = schema.at(mistake.owner());
    String name = dotted(mistake.at()) + missing(mistake, owner, key);
    Problem problem =
        Problem.of("`%s` is missing".formatted(name)).at(written.at(mistake.at()).place());
    if (mistake.keyword().equals("dependentRequired")) {
      return problem.expected("it beside `%s`".formatted(dotted(mistake.at()) + key));
    }
    return schema.descriptionOf(owner, key).map(problem::expected).orElse(problem);
  }

  /** The key that is missing; a dependency's property is the key that asks for others. */
  private String missing(SchemaMistake mistake, JsonNode owner, String key) {
    if (!mistake.keyword().equals("dependentRequired")) {
      return key;
    }
    Set<String> present = written.at(mistake.at()).entries().keySet();
    for (JsonNode needed : owner.path("dependentRequired").path(key)) {
      if (!present.contains(needed.asText())) {
        return needed.asText();
      }
    }
    return key;
  }

  private Problem noAlternative(SchemaMistake mistake) {
    List<String> keys = requiredAlternatives(mistake);
    Setting setting = written.at(mistake.at());
    if (keys.isEmpty()) {
      return wrongType(mistake);
    }
    List<String> present = setting.entries().keySet().stream().filter(keys::contains).toList();
    String prefix = dotted(mistake.at());
    if (present.isEmpty()) {
      return Problem.of("%s is missing".formatted(names(prefix, keys, " or ")))
          .at(setting.place())
          .expected("one of them");
    }
    return Problem.of("%s are both set".formatted(names(prefix, present, " and ")))
        .at(
            present.stream()
                .map(key -> written.at(path(mistake.at(), key)).place())
                .collect(Collectors.joining(" and ")))
        .expected("only one of them");
  }

  /** The keys of which one is wanted, when that is all that the alternatives are about. */
  private List<String> requiredAlternatives(SchemaMistake mistake) {
    List<String> keys = new ArrayList<>();
    for (JsonNode branch : schema.at(mistake.by())) {
      if (branch.size() != 1 || branch.path("required").size() != 1) {
        return List.of();
      }
      keys.add(branch.path("required").get(0).asText());
    }
    return keys;
  }

  private Problem notListed(SchemaMistake mistake) {
    List<String> known = new ArrayList<>();
    schema.at(mistake.by()).forEach(word -> known.add(word.asText()));
    Setting setting = written.at(mistake.at());
    Problem problem = stated(mistake).expected(listed(known));
    return Nearest.to(setting.text(), known)
        .map(word -> problem.remedy("did you mean `%s`?".formatted(word)))
        .orElse(problem);
  }

  private static String listed(List<String> words) {
    return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
  }

  private Problem wrongType(SchemaMistake mistake) {
    String types = SchemaTypes.names(schema.at(mistake.by()), mistake.words());
    String form =
        schema
            .form(mistake.owner())
            .orElse(PLAIN.contains(types) ? types + schema.example(mistake.owner()) : "");
    String expected =
        schema.description(mistake.owner()).map(words -> formed(form, words)).orElse(types);
    Setting setting = written.at(mistake.at());
    Problem problem = stated(mistake).expected(expected);
    boolean textWanted = schema.at(mistake.by()).asText().equals("string");
    return textWanted && SchemaTypes.isBare(setting)
        ? problem.remedy("put it in quotes to make it text")
        : problem;
  }

  private Problem wrongValue(SchemaMistake mistake) {
    // A pattern says less than the words about the key, and an example more.
    boolean plain = !mistake.keyword().equals("pattern");
    return stated(mistake)
        .expected(
            schema
                .description(mistake.owner())
                .map(words -> formed(plain ? limit(mistake) : formOf(mistake, words), words))
                .orElseGet(() -> limit(mistake)));
  }

  private String formOf(SchemaMistake mistake, String words) {
    String example = schema.example(mistake.owner());
    boolean shown = words.contains("such as") || example.isEmpty();
    return schema.form(mistake.owner()).orElse(shown ? "" : "a value" + example);
  }

  /** The form first, and what the key is about in parentheses. */
  private static String formed(String form, String words) {
    return form.isEmpty() || form.equals(words) ? words : "%s (%s)".formatted(form, words);
  }

  private String limit(SchemaMistake mistake) {
    String bound = schema.at(mistake.by()).asText();
    return switch (mistake.keyword()) {
      case "minimum" -> "at least " + bound;
      // Durations: 0 is the only one without a unit.
      case "maximum" -> bound.equals("0") ? "a unit, such as 30s, 10m or 1h" : "at most " + bound;
      case "exclusiveMinimum" -> "more than " + bound;
      case "exclusiveMaximum" -> "less than " + bound;
      case "minItems", "minLength", "minProperties" -> "at least " + bound + " in it";
      case "maxItems", "maxLength", "maxProperties" -> "at most " + bound + " in it";
      case "uniqueItems" -> "no item twice";
      case "pattern" -> "text that matches " + bound;
      default -> "otherwise: " + mistake.words();
    };
  }

  private Problem stated(SchemaMistake mistake) {
    Setting setting = written.at(mistake.at());
    String name = name(mistake.at());
    if (isHook(mistake) && setting.value() instanceof String) {
      // Often the address itself, of which the path is the secret.
      return Problem.of(name + " is text, which is not repeated here")
          .at(setting.place())
          .remedy("put the address into a variable and name that: `- {hook: SLACK_HOOK}`");
    }
    return Problem.of("%s is %s".formatted(name, SchemaTypes.shown(setting))).at(setting.place());
  }

  private static boolean isHook(SchemaMistake mistake) {
    return !mistake.at().isEmpty() && mistake.at().get(0).equals("notify");
  }

  private static String key(SchemaMistake mistake) {
    return Objects.requireNonNullElse(mistake.property(), "");
  }

  private static List<Object> path(List<Object> start, String key) {
    List<Object> path = new ArrayList<>(start);
    path.add(key);
    return path;
  }

  private static String names(String prefix, List<String> keys, String between) {
    return keys.stream().map(key -> "`" + prefix + key + "`").collect(Collectors.joining(between));
  }

  /** The dotted way to a mapping's keys, with a dot at its end; empty at the root. */
  private static String dotted(List<Object> path) {
    return path.stream()
        .filter(String.class::isInstance)
        .map(step -> step + ".")
        .collect(Collectors.joining());
  }

  private static String name(List<Object> path) {
    if (path.isEmpty()) {
      return "the whole file";
    }
    String dotted = dotted(path);
    String key = "`" + dotted.substring(0, Math.max(0, dotted.length() - 1)) + "`";
    Object last = path.get(path.size() - 1);
    return last instanceof Integer item ? "item %d of %s".formatted(item + 1, key) : key;
  }
}

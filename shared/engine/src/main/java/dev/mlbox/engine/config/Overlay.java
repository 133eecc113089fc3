package dev.mlbox.engine.config;

import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.nodes.Node;

/** Settings from a command line, a {@code -D} or a step's argument, laid over those of a file. */
public final class Overlay {

  private Overlay() {}

  /**
   * Sets pairs in their order; each value's place is the flag and the key, {@code --set deploy.to}.
   *
   * @param pairs {@code key=value}
   * @throws MlboxException INVALID with every pair that is none
   */
  public static Setting applyAll(Setting tree, List<String> pairs, String flag) {
    List<Problem> problems = new ArrayList<>();
    Setting result = tree;
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        problems.add(
            Problem.of("`%s` sets nothing".formatted(pair))
                .at(flag)
                .expected("key=value, such as deploy.to=local"));
        continue;
      }
      String key = pair.substring(0, equals).strip();
      try {
        result = apply(result, key, pair.substring(equals + 1), flag + " " + key);
      } catch (MlboxException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return result;
  }

  /**
   * Sets one value.
   *
   * @param key dotted, such as {@code deploy.to}
   * @param value as in YAML: a word, a number, {@code "a quoted text"}, {@code [a, b]} or {@code
   *     {a: 1}}
   * @param place for messages about it
   * @throws MlboxException INVALID when the key has an empty part or the value does not parse
   */
  public static Setting apply(Setting tree, String key, String value, String place) {
    if (key.isBlank() || List.of(key.split("\\.", -1)).contains("")) {
      throw MlboxException.invalid(
          Problem.of("`%s` is not a key".formatted(key))
              .at(place)
              .expected("names with single dots between them, such as deploy.to"));
    }
    return tree.with(key, parse(value.strip(), place));
  }

  private static Setting parse(String value, String place) {
    if (value.isEmpty() || "[{'\"".indexOf(value.charAt(0)) < 0) {
      return new Setting(PlainScalar.value(value), place);
    }
    List<Problem> problems = new ArrayList<>();
    Node node;
    try {
      node = Objects.requireNonNull(YamlSettings.compose(value, place));
    } catch (MlboxException e) {
      throw new MlboxException(
          e.fault(), e.problems().stream().map(problem -> problem.at(place)).toList(), e);
    }
    Setting setting = new YamlTree(any -> place, problems).convert(node, place);
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return setting;
  }
}

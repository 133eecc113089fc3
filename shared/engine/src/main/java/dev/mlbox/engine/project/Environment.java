package dev.mlbox.engine.project;

import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the places that a model goes through, such as staging and prod, and what is set otherwise
 * there.
 *
 * @param name as in {@code environments}
 * @param from the environment that hands over what it has promoted; null: built here
 * @param place where it was set
 */
public record Environment(String name, @Nullable String from, String place) {
  private static final String ALL = "environments";
  private static final String FROM = "from";
  private static final String BUILD = "build";

  /** The setting that chooses one, beside those of mlbox.yaml. */
  static final String KEY = "env";

  /** The environments of a file, in its order. */
  static List<String> names(Setting tree) {
    return List.copyOf(environments(tree).keySet());
  }

  /**
   * The one of a name.
   *
   * @param asked where the name was given
   * @throws MlboxException INVALID when there is none, or it takes from one that there is not
   */
  static Environment of(Setting tree, String name, String asked) {
    List<String> names = names(tree);
    Setting setting = environments(tree).get(name);
    if (setting == null) {
      throw MlboxException.invalid(
          Problem.of("there is no environment `%s`".formatted(name))
              .at(asked)
              .expected(
                  names.isEmpty()
                      ? "mlbox.yaml with environments: {staging: {…}, prod: {…}}"
                      : "one of " + String.join(", ", names)));
    }
    Optional<Setting> stated = setting.at(FROM);
    if (stated.isEmpty()) {
      int before = names.indexOf(name) - 1;
      return new Environment(name, before < 0 ? null : names.get(before), setting.place());
    }
    String from = stated.get().text();
    if (from.equals(BUILD)) {
      return new Environment(name, null, setting.place());
    }
    if (!names.contains(from) || from.equals(name)) {
      List<String> others = new ArrayList<>(names);
      others.remove(name);
      others.add(BUILD);
      throw MlboxException.invalid(
          Problem.of("environment `%s` takes from `%s`".formatted(name, from))
              .at(stated.get().place())
              .expected("one of " + String.join(", ", others)));
    }
    return new Environment(name, from, setting.place());
  }

  /** The file with what this environment sets laid over it. */
  Setting over(Setting tree) {
    Map<String, Setting> own =
        new LinkedHashMap<>(environments(tree).getOrDefault(name, Setting.empty(place)).entries());
    own.remove(FROM);
    return merged(without(tree), new Setting(own, place));
  }

  /** The file without its environments. */
  static Setting without(Setting tree) {
    Map<String, Setting> rest = new LinkedHashMap<>(tree.entries());
    rest.remove(ALL);
    return new Setting(rest, tree.place());
  }

  private static Map<String, Setting> environments(Setting tree) {
    return tree.at(ALL).map(Setting::entries).orElse(Map.of());
  }

  /** Groups of keys are merged, everything else is replaced. */
  private static Setting merged(Setting below, Setting above) {
    if (above.entries().isEmpty() || below.entries().isEmpty()) {
      return above.value() instanceof Map && above.entries().isEmpty() ? below : above;
    }
    Map<String, Setting> both = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach((key, value) -> both.merge(key, value, (lower, upper) -> merged(lower, upper)));
    return new Setting(both, below.place());
  }
}

package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a tree of settings that collects every problem instead of stopping at the first. A
 * value that cannot be read is replaced by its default so that reading can go on.
 */
final class Reading {
  private final Setting root;
  private final List<Problem> problems = new ArrayList<>();

  Reading(Setting root) {
    this.root = root;
  }

  List<Problem> problems() {
    return problems;
  }

  Optional<Setting> at(String path) {
    return root.at(path);
  }

  String place(String path) {
    return at(path).map(Setting::place).orElse(root.place());
  }

  @Nullable String text(String path) {
    return at(path).map(Setting::text).orElse(null);
  }

  String text(String path, String otherwise) {
    String text = text(path);
    return text == null ? otherwise : text;
  }

  @Nullable Stated stated(String path) {
    return at(path).map(setting -> new Stated(setting.text(), setting.place())).orElse(null);
  }

  List<String> texts(String path) {
    return at(path).map(Setting::items).orElse(List.of()).stream().map(Setting::text).toList();
  }

  List<Stated> lines(String path) {
    return at(path).map(Setting::items).orElse(List.of()).stream()
        .map(setting -> new Stated(setting.text(), setting.place()))
        .toList();
  }

  int whole(String path, int otherwise) {
    return read(path, Integer::valueOf, otherwise);
  }

  boolean flag(String path, boolean otherwise) {
    return read(path, Boolean::valueOf, otherwise);
  }

  Duration duration(String path, String otherwise) {
    return read(path, Durations::parse, Durations.parse(otherwise));
  }

  /** A duration that has to be within bounds. */
  Duration duration(String path, String otherwise, DurationRange range) {
    return read(path, text -> range.holding(Durations.parse(text)), Durations.parse(otherwise));
  }

  /** The value at a path, by a function that throws IllegalArgumentException for a wrong one. */
  <T> T read(String path, Function<String, T> reader, T otherwise) {
    Optional<Setting> setting = at(path);
    if (setting.isEmpty()) {
      return otherwise;
    }
    T value = parsed(setting.get().text(), setting.get().place(), path, reader);
    return value == null ? otherwise : value;
  }

  /** Every item of a list by such a function; the wrong ones are left out and remembered. */
  <T> List<T> readAll(String path, Function<String, T> reader, List<T> otherwise) {
    if (at(path).isEmpty()) {
      return otherwise;
    }
    List<T> values = new ArrayList<>();
    for (Stated line : lines(path)) {
      T value = parsed(line.text(), line.place(), path, reader);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private <T> @Nullable T parsed(
      String text, String place, String path, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      problems.add(Problem.of("`" + path + ": " + text + "` is no number").at(place));
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(about(path, String.valueOf(e.getMessage()))).at(place));
    }
    return null;
  }

  /** Several keys may stand in one line, so a message names the one that it is about. */
  private static String about(String path, String message) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    return message.contains(key) ? message : path + ": " + message;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }
}

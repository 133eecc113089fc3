package dev.mlbox.engine.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is in a folder that looks like training, a model, and data. */
final class Finds {
  private static final int DEPTH = 3;
  private static final Pattern DATA = Pattern.compile(".*\\.(parquet|csv|jsonl|ndjson)");
  private static final Pattern TEST = Pattern.compile("test|valid|eval|holdout");
  private static final Pattern ONNX = Pattern.compile("[\"']([\\w./-]+\\.onnx)[\"']");

  private final Path folder;
  private final List<String> files;

  Finds(Path folder) {
    this.folder = folder;
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      this.files =
          all.filter(Files::isRegularFile)
              .map(path -> folder.relativize(path).toString().replace('\\', '/'))
              .filter(name -> !name.startsWith(".") && !name.contains("/."))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> first(String pattern) {
    return files.stream().filter(name -> name.matches(pattern)).findFirst();
  }

  /** A training script. */
  Optional<String> script() {
    return first("(.*/)?train(ing)?\\.py").or(() -> first("(.*/)?fit.*\\.py"));
  }

  Optional<String> notebook() {
    return first(".*train.*\\.ipynb").or(() -> first(".*\\.ipynb"));
  }

  /** A model that exists. */
  Optional<String> model() {
    return first(".*\\.onnx");
  }

  /** The model that a script says it writes. */
  Optional<String> output(String script) {
    try {
      Matcher matcher = ONNX.matcher(Files.readString(folder.resolve(script)));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Stream<String> data() {
    return files.stream().filter(name -> DATA.matcher(name).matches());
  }

  /** Data to judge on: by its name, else the only one there is. */
  Optional<String> testData() {
    Optional<String> named =
        data().filter(name -> TEST.matcher(name.toLowerCase(Locale.ROOT)).find()).findFirst();
    return named.or(() -> data().findFirst());
  }

  /** Data to train on: by its name. */
  List<String> trainingData() {
    return data().filter(name -> name.toLowerCase(Locale.ROOT).contains("train")).toList();
  }
}

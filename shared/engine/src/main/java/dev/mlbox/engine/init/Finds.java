package dev.mlbox.engine.init;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is in a folder that looks like training, a model, and data. */
final class Finds {
  private static final int DEPTH = 3;
  private static final Pattern DATA = Pattern.compile(".*\\.(parquet|csv|jsonl|ndjson)");
  private static final Pattern TEST = Pattern.compile("test|valid|eval|holdout");
  private static final Pattern ONNX = Pattern.compile("[\"']([\\w./-]+\\.onnx)[\"']");
  private static final Pattern PICKLED =
      Pattern.compile("[\"']([\\w./-]+\\.(?:pkl|pickle|joblib))[\"']");

  private final Path folder;
  private final List<String> files;

  Finds(Path folder) {
    this.folder = folder;
    List<String> names = new ArrayList<>();
    try {
      Files.walkFileTree(folder, Set.of(), DEPTH, new Visitor(folder, names));
    } catch (IOException e) {
      // What cannot be read is not found.
    }
    Collections.sort(names);
    this.files = List.copyOf(names);
  }

  /** Takes files by their names, and passes by what is hidden or not to be read. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path top;
    private final List<String> names;

    Visitor(Path top, List<String> names) {
      this.top = top;
      this.names = names;
    }

    private boolean isHidden(Path path) {
      return !path.equals(top) && String.valueOf(path.getFileName()).startsWith(".");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes facts) {
      return isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes facts) {
      if (Files.isRegularFile(path) && !isHidden(path)) {
        names.add(top.relativize(path).toString().replace('\\', '/'));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
      return FileVisitResult.CONTINUE;
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

  /** One that a Python function has to read. */
  Optional<String> pickled() {
    return first(".*\\.(pkl|pickle|joblib)");
  }

  /** The model that a script says it writes; ONNX before what a function has to read. */
  Optional<String> output(String script) {
    try {
      String text = Files.readString(folder.resolve(script));
      return Stream.of(ONNX, PICKLED)
          .map(pattern -> pattern.matcher(text))
          .filter(Matcher::find)
          .map(matcher -> matcher.group(1))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Stream<String> data() {
    return files.stream().filter(name -> DATA.matcher(name).matches());
  }

  /** Data that by its name is there to judge on. */
  Optional<String> testData() {
    return untrained()
        .filter(name -> TEST.matcher(name.toLowerCase(Locale.ROOT)).find())
        .findFirst();
  }

  /** Data whose name does not tell what it is for. */
  Optional<String> otherData() {
    return untrained().findFirst();
  }

  private Stream<String> untrained() {
    List<String> trained = trainingData();
    return data().filter(name -> !trained.contains(name));
  }

  /** Data to train on: by its name. */
  List<String> trainingData() {
    return data().filter(name -> name.toLowerCase(Locale.ROOT).contains("train")).toList();
  }
}

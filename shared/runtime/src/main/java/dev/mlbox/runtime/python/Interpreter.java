package dev.mlbox.runtime.python;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the Python that runs a model. */
final class Interpreter {

  private Interpreter() {}

  /**
   * The program to start.
   *
   * @param named by the user; a path is made absolute since a worker has a folder of its own
   */
  static String find(@Nullable String named) {
    if (named != null) {
      return named.contains("/") || named.contains(File.separator)
          ? Path.of(named).toAbsolutePath().toString()
          : named;
    }
    return find(String.valueOf(System.getenv("PATH")), System.getProperty("os.name", ""));
  }

  /** The first Python 3 on a search path; Windows has no program of the name python3. */
  static String find(String searchPath, String system) {
    boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> names = windows ? List.of("python.exe") : List.of("python3", "python");
    return names.stream()
        .flatMap(name -> Stream.of(searchPath.split(File.pathSeparator)).map(at -> in(at, name)))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseThrow(
            () ->
                MlboxException.invalid(
                    Problem.of("no Python is on the search path")
                        .expected("python3")
                        .remedy("install Python 3, or name the interpreter")));
  }

  private static @Nullable String in(String folder, String name) {
    try {
      Path file = Path.of(folder, name);
      return Files.isExecutable(file) && !folder.isEmpty() ? file.toString() : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}

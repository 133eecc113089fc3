package dev.mlbox.engine.process;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where programs are found: the folders of {@code PATH}, with Windows' extensions there. */
public final class SearchPath {
  private static final String WINDOWS_EXTENSIONS = ".COM;.EXE;.BAT;.CMD";

  private final List<Path> folders;
  private final List<String> extensions;

  SearchPath(List<Path> folders, List<String> extensions) {
    this.folders = List.copyOf(folders);
    this.extensions = List.copyOf(extensions);
  }

  public static SearchPath of(Map<String, String> environment) {
    List<Path> folders =
        split(variable(environment, "PATH", ""), File.pathSeparator).stream()
            .map(Path::of)
            .toList();
    return new SearchPath(
        folders,
        isWindows()
            ? split(variable(environment, "PATHEXT", WINDOWS_EXTENSIONS), ";")
            : List.of(""));
  }

  static boolean isWindows() {
    return File.separatorChar == '\\';
  }

  /** Windows writes {@code Path}, and means the same. */
  static String variable(Map<String, String> environment, String name, String otherwise) {
    return environment.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  private static List<String> split(String text, String separator) {
    return Arrays.stream(text.split(Pattern.quote(separator), -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** The program that a command's first word means, started from a folder. */
  public Optional<Path> find(String word, Path folder) {
    List<Path> candidates =
        isPath(word)
            ? List.of(folder.resolve(word).toAbsolutePath().normalize())
            : folders.stream().map(each -> each.resolve(word)).toList();
    return candidates.stream()
        .flatMap(each -> withExtensions(each).stream())
        .filter(each -> Files.isRegularFile(each) && Files.isExecutable(each))
        .findFirst();
  }

  private static boolean isPath(String word) {
    return word.indexOf('/') >= 0 || word.indexOf(File.separatorChar) >= 0;
  }

  private List<Path> withExtensions(Path program) {
    String name = program.getFileName().toString();
    List<Path> all = new ArrayList<>();
    for (String extension : extensions) {
      boolean there = name.toLowerCase(Locale.ROOT).endsWith(extension.toLowerCase(Locale.ROOT));
      all.add(there ? program : program.resolveSibling(name + extension));
    }
    return all;
  }

  /**
   * The same, or why not.
   *
   * @param place where the command was set
   * @throws MlboxException INVALID with what was tried
   */
  public Path require(String word, Path folder, String place) {
    return find(word, folder)
        .orElseThrow(() -> MlboxException.invalid(missing(word, folder, place)));
  }

  private Problem missing(String word, Path folder, String place) {
    if (!isPath(word)) {
      return Problem.of("there is no program `%s`".formatted(word))
          .at(place)
          .expected("it in a folder of PATH: " + String.join(", ", names()))
          .remedy("install it, or write its path");
    }
    Path file = folder.resolve(word).normalize();
    return Files.isRegularFile(file)
        ? Problem.of("`%s` is not executable".formatted(word))
            .at(place)
            .remedy("run it with its interpreter, or make it executable (`chmod +x`)")
        : Problem.of("there is no program `%s`".formatted(word))
            .at(place)
            .expected("it at " + file);
  }

  private List<String> names() {
    return folders.stream().map(Path::toString).distinct().toList();
  }
}

package dev.mlbox.engine.process;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.StepListener;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Python that a project means: the configured one, else the virtual environment in its folder,
 * else the first on the search path. What it finds is said, as people have several.
 */
public final class Interpreter {
  private static final Set<String> NAMES = Set.of("python", "python3");

  private final Path folder;
  private final @Nullable String configured;
  private final Map<String, String> environment;

  /**
   * @param folder of the project
   * @param configured a path, relative to the folder, or a name on the search path; null when not
   *     configured
   * @param environment this process' variables
   */
  public Interpreter(Path folder, @Nullable String configured, Map<String, String> environment) {
    this.folder = folder;
    this.configured = configured;
    this.environment = Map.copyOf(environment);
  }

  /**
   * An interpreter.
   *
   * @param program to start
   * @param reason why this one, as the end of a sentence
   */
  public record Found(Path program, String reason) {}

  /**
   * The project's Python.
   *
   * @param place for messages: where the need for it, or its path, was set
   * @throws dev.mlbox.core.problem.MlboxException INVALID with what was tried
   */
  public Found require(String place) {
    SearchPath path = SearchPath.of(environment);
    if (configured != null) {
      return new Found(path.require(configured, folder, place), "configured");
    }
    Optional<Path> own = virtual();
    if (own.isPresent()) {
      return new Found(own.get(), "the virtual environment in the project's folder");
    }
    String word = path.find("python", folder).isPresent() ? "python" : "python3";
    return new Found(path.require(word, folder, place), "the first on the search path");
  }

  private Optional<Path> virtual() {
    return Stream.of(".venv", "venv")
        .flatMap(name -> Stream.of("bin/python", "Scripts/python.exe").map(Path.of(name)::resolve))
        .map(folder::resolve)
        .filter(Files::isExecutable)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  /**
   * The words of a command with its program resolved; {@code python} and {@code python3} become the
   * project's Python, which is noted.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID with what was tried
   */
  public List<String> resolve(Stated command, StepListener listener) {
    List<String> words = new ArrayList<>(CommandLine.words(command));
    String first = words.get(0);
    if (NAMES.contains(first)) {
      Found found = require(command.place());
      words.set(0, found.program().toString());
      listener.note("%s is %s, %s".formatted(first, shown(found.program()), found.reason()));
    } else {
      Path program = SearchPath.of(environment()).require(first, folder, command.place());
      words.set(0, program.toString());
    }
    return words;
  }

  private String shown(Path program) {
    Path base = folder.toAbsolutePath();
    return (program.startsWith(base) ? base.relativize(program) : program).toString();
  }

  /**
   * Variables for a program of the project: a virtual environment is active in them, and Python
   * prints each line at once and in UTF-8.
   */
  public Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.putIfAbsent("PYTHONUNBUFFERED", "1");
    variables.putIfAbsent("PYTHONIOENCODING", "utf-8");
    configuredOrVirtual()
        .map(Path::getParent)
        .filter(bin -> Files.isRegularFile(bin.resolveSibling("pyvenv.cfg")))
        .ifPresent(bin -> activate(bin, variables));
    return variables;
  }

  private Optional<Path> configuredOrVirtual() {
    return configured == null
        ? virtual()
        : SearchPath.of(environment).find(configured, folder).map(Path::toAbsolutePath);
  }

  private static void activate(Path bin, Map<String, String> variables) {
    String name =
        variables.keySet().stream().filter("PATH"::equalsIgnoreCase).findFirst().orElse("PATH");
    variables.merge(name, bin.toString(), (old, added) -> added + File.pathSeparator + old);
    variables.put("VIRTUAL_ENV", String.valueOf(bin.getParent()));
  }
}

package dev.mlbox.engine.train;

import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.load.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files whose bytes decide whether to train again. */
public final class InputFiles {
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "requirements.*\\.txt|environment\\.ya?ml|uv\\.lock|poetry\\.lock|pyproject\\.toml");

  private final Path folder;
  private final Path output;
  private final SortedMap<String, Path> files = new TreeMap<>();

  private InputFiles(Path folder, Path output) {
    this.folder = folder;
    this.output = output;
  }

  /**
   * The listed inputs, what the command itself names, and the files that describe the environment,
   * by their path with slashes; the output is none of them.
   *
   * @param named words of the command, which count where they are files
   * @throws MlboxException INVALID with every input that does not exist
   */
  public static SortedMap<String, Path> of(TrainConfig config, List<String> named, Path folder) {
    InputFiles inputs = new InputFiles(folder, folder.resolve(config.output()).normalize());
    List<Problem> missing = new ArrayList<>();
    try {
      for (String input : config.inputs()) {
        inputs.add(input).ifPresent(problem -> missing.add(problem.at(config.place())));
      }
      named.forEach(inputs::addNamed);
      inputs.addEnvironment();
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the inputs of training cannot be read: " + e.getMessage()).at(config.place()),
          e);
    }
    if (!missing.isEmpty()) {
      throw new MlboxException(Fault.INVALID, missing, null);
    }
    return inputs.files;
  }

  /**
   * Listed files alone, by their path with slashes; links are followed.
   *
   * @param listed files, folders or globs
   * @param place where they were listed
   * @throws MlboxException INVALID with every one that does not exist, or is not in the folder
   */
  public static SortedMap<String, Path> listed(List<String> listed, Path folder, String place) {
    InputFiles inputs = new InputFiles(folder, folder.resolve(".mlbox"));
    List<Problem> problems = new ArrayList<>();
    try {
      for (String input : listed) {
        inputs.add(input).ifPresent(problem -> problems.add(problem.at(place)));
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the inputs cannot be read: " + e.getMessage()).at(place), e);
    }
    inputs.files.keySet().stream()
        .filter(name -> name.startsWith("../") || Path.of(name).isAbsolute())
        .forEach(
            name ->
                problems.add(
                    Problem.of("input `%s` is outside of the project's folder".formatted(name))
                        .at(place)
                        .expected("a file, a folder or a glob in " + folder)));
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return inputs.files;
  }

  private Optional<Problem> add(String input) throws IOException {
    if (Glob.isOne(input)) {
      List<Path> matched = new Glob(folder, input).files();
      matched.forEach(this::take);
      return matched.isEmpty()
          ? Optional.of(Problem.of("input `%s` matches no file in %s".formatted(input, folder)))
          : Optional.empty();
    }
    Path path = folder.resolve(input).normalize();
    if (Files.isDirectory(path)) {
      ModelFiles.below(path).values().forEach(this::take);
    } else if (Files.isRegularFile(path)) {
      take(path);
    } else {
      return Optional.of(
          Problem.of("input `%s` does not exist".formatted(input))
              .expected("a file, a folder or a glob in " + folder));
    }
    return Optional.empty();
  }

  private void addNamed(String word) {
    try {
      Path path = folder.resolve(word).normalize();
      if (path.startsWith(folder) && Files.isRegularFile(path)) {
        take(path);
      }
    } catch (InvalidPathException e) {
      // A word that cannot be a path is not the name of a file.
    }
  }

  private void addEnvironment() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> ENVIRONMENT.matcher(String.valueOf(file.getFileName())).matches())
          .filter(Files::isRegularFile)
          .forEach(this::take);
    }
  }

  private void take(Path file) {
    if (!file.startsWith(output)) {
      files.put(ModelFiles.slashed(folder, file), file);
    }
  }
}

package dev.mlbox.engine.pipeline;

import dev.mlbox.core.port.ModelFacts;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.load.ModelFiles;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a Python model runs from, in the gate as in the box: its module and what training
 * left behind, nothing else, so that what is missing in the box is missing in the gate already.
 */
final class PythonFolder {
  private PythonFolder() {}

  static Path of(Project project, String callable, ModelFacts output) {
    String module = callable.substring(0, callable.indexOf(':'));
    String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    if (Files.isDirectory(output.path()) && source(output.path(), top) != null) {
      return output.path();
    }
    Path source = source(project.folder(), top);
    if (source == null) {
      throw MlboxException.invalid(
          Problem.of("there is no Python module " + top)
              .at("predict: " + callable)
              .expected(top + ".py or the folder " + top + "/ beside mlbox.yaml")
              .remedy("name the module that holds the function"));
    }
    try {
      Path target = project.kept("python").resolve(output.digest().brief());
      remove(target);
      copy(source, target.resolve(source.getFileName()));
      Path relative = project.folder().relativize(output.path());
      copy(
          output.path(),
          target.resolve(relative.startsWith("..") ? output.path().getFileName() : relative));
      Path named = target.resolveSibling(ModelFiles.facts(target).digest().brief());
      if (!named.equals(target)) {
        remove(named);
        Files.move(target, named);
      }
      return named;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @org.jspecify.annotations.Nullable Path source(Path folder, String top) {
    for (Path each : List.of(folder.resolve(top + ".py"), folder.resolve(top))) {
      if (Files.exists(each)) {
        return each;
      }
    }
    return null;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : files.sorted().toList()) {
        if (each.toString().contains("__pycache__")) {
          continue;
        }
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}

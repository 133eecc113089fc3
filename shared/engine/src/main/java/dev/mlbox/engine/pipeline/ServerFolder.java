package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.ServerConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.process.CommandLine;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.train.InputFiles;
import dev.mlbox.runtime.server.ServerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that a server of the user's own is run from, and how it is asked, in a folder: what a
 * version is must not change when the project's files do.
 */
final class ServerFolder {
  private static final String NAME = "server";

  private ServerFolder() {}

  /**
   * Copies what is listed; the folder of the last time is replaced.
   *
   * @throws MlboxException INVALID when something is not there
   */
  static Path of(Project project, ServerConfig server) {
    Stated run = server.run();
    Map<String, Path> files =
        InputFiles.listed(server.inputs(), project.folder().normalize(), server.place());
    List<String> words = run == null ? List.of() : CommandLine.words(run);
    Path folder = project.kept(NAME);
    try {
      clear(folder);
      Files.createDirectories(folder);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.copy(file.getValue(), target);
      }
      ServerFile.write(folder, stated(server.spec(), words));
      return folder;
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the server's files cannot be copied: " + e).at(folder.toString()), e);
    }
  }

  private static ServerSpec stated(ServerSpec spec, List<String> run) {
    return new ServerSpec(
        spec.speaks(),
        spec.image(),
        run,
        spec.address(),
        spec.port(),
        spec.health(),
        spec.predict(),
        spec.model(),
        spec.readySeconds());
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

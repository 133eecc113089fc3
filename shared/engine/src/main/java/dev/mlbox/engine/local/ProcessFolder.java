package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one process.
 *
 * @param name the version, or {@code front}
 * @param path its folder
 */
record ProcessFolder(String name, Path path) {

  Path log() {
    return path.resolve("log.txt");
  }

  /** Written by the process itself once it listens. */
  Path ports() {
    return path.resolve("ports.json");
  }

  /** Written once it has ended. */
  Path exitCode() {
    return path.resolve("exit-code");
  }

  /** Has the number of the process once it has begun. */
  Path number() {
    return path.resolve("pid");
  }

  Path release() {
    return path.resolve("release.json");
  }

  private Path process() {
    return path.resolve("process.json");
  }

  /** Whether the last process that was started here ever listened. */
  boolean hasListened() {
    return Files.exists(ports());
  }

  /** The process that was started here last; empty when none was. */
  Optional<BoxProcess> read() {
    try {
      return SafeFile.read(process())
          .map(text -> Json.read(text, BoxProcess.class, process().toString()));
    } catch (MlboxException e) {
      Problem problem = e.problems().get(0);
      throw MlboxException.broken(
          problem.remedy("end the process with its folder's name in `ps`, delete " + path), e);
    }
  }

  void write(BoxProcess process) {
    SafeFile.write(process(), Json.pretty(process) + "\n");
  }

  /** The last lines that it wrote. */
  List<String> lastLines() {
    return LastLines.of(log());
  }
}

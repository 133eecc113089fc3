package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything of one model lies.
 *
 * <pre>
 * record.json        the rollout's record; record.lock beside it
 * lease.json         what boxes read: the record's lease
 * token              what boxes show each other, and are shown by whoever reads their counts
 * processes.lock     held while processes are started and ended
 * versions/VERSION/  one box: process.json, ports.json, release.json, log.txt
 * front/             the front, likewise
 * probes/VERSION.json rows with known answers of versions that may be gone back to
 * samples/           what boxes keep of requests, answers and labels
 * logs/VERSION.txt   what boxes that are gone wrote last
 * </pre>
 *
 * @param path {@code .mlbox/local/<model>}
 */
record LocalFolder(Path path) {
  static final String FRONT = "front";

  /** Longer than ending a box may take, which is done under the lock of processes. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  static LocalFolder of(LocalSite site) {
    return new LocalFolder(site.root().resolve("local").resolve(site.model()));
  }

  Path record() {
    return path.resolve("record.json");
  }

  FolderLock recordLock() {
    return new FolderLock(path.resolve("record.lock"), Duration.ofSeconds(10));
  }

  FolderLock processLock() {
    return new FolderLock(path.resolve("processes.lock"), PATIENCE);
  }

  Path lease() {
    return path.resolve("lease.json");
  }

  Path token() {
    return path.resolve("token");
  }

  ProcessFolder version(String version) {
    return new ProcessFolder(version, path.resolve("versions").resolve(version));
  }

  ProcessFolder front() {
    return new ProcessFolder(FRONT, path.resolve(FRONT));
  }

  Path keptLog(String version) {
    return path.resolve("logs").resolve(version + ".txt");
  }

  /** What boxes keep of requests. */
  Path samples() {
    return path.resolve("samples");
  }

  Path probes() {
    return path.resolve("probes");
  }

  /** All versions that have a folder. */
  List<ProcessFolder> versions() {
    Path versions = path.resolve("versions");
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(folder -> new ProcessFolder(folder.getFileName().toString(), folder))
          .toList();
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("a folder cannot be read: " + e.getMessage()).at(versions.toString()), e);
    }
  }
}

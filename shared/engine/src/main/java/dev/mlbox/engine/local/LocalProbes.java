package dev.mlbox.engine.local;

import dev.mlbox.core.port.ProbeMemory;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.probe.KnownJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A file for each version. */
final class LocalProbes implements ProbeMemory {
  private static final String SUFFIX = ".json";

  private final LocalFolder folder;

  LocalProbes(LocalFolder folder) {
    this.folder = folder;
  }

  @Override
  public void keep(String version, Known known) {
    if (known.rows().rows() > 0) {
      SafeFile.write(file(version), KnownJson.write(known));
    }
  }

  @Override
  public Optional<Known> recall(String version) {
    Path file = file(version);
    return SafeFile.read(file).map(json -> KnownJson.read(json, file.toString()));
  }

  @Override
  public void forgetAllBut(Set<String> versions) {
    if (!Files.isDirectory(folder.probes())) {
      return;
    }
    try (Stream<Path> found = Files.list(folder.probes())) {
      List<Path> others =
          found
              .filter(file -> file.toString().endsWith(SUFFIX))
              .filter(file -> versions.stream().noneMatch(version -> file(version).equals(file)))
              .toList();
      for (Path file : others) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("old probe rows cannot be removed: " + e.getMessage())
              .at(folder.probes().toString()),
          e);
    }
  }

  private Path file(String version) {
    return folder.probes().resolve(version + SUFFIX);
  }
}

package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.live.KeptSamples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Samples in the folder that boxes of this machine write to. */
record LocalSamples(Path folder) implements KeptSamples {
  static final String ENDING = ".jsonl.gz";

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public List<Kept> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Kept> kept = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          sized(file).ifPresent(bytes -> kept.add(new Kept(name, bytes)));
        }
      }
      return kept;
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the samples cannot be listed: " + e).at(folder.toString()), e);
    }
  }

  /** Empty when a box has just removed it. */
  private static Optional<Long> sized(Path file) throws IOException {
    try {
      return Optional.of(Files.size(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name));
  }
}

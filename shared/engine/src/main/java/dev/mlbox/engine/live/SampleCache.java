package dev.mlbox.engine.live;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Copies of files of samples on this machine; one that has not grown is not fetched again. */
final class SampleCache {
  /** What else a box may say is no name for a file of ours. */
  private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-z]+-\\d+\\.jsonl\\.gz");

  private final Path folder;

  SampleCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Fetches files.
   *
   * @param wanted by name
   * @return their copies, the oldest first
   */
  List<Path> fetch(KeptSamples kept, Predicate<String> wanted) {
    List<Path> copies = new ArrayList<>();
    Set<String> present = new HashSet<>();
    try {
      Files.createDirectories(folder);
      for (KeptSamples.Kept each : kept.list()) {
        present.add(each.name());
        if (NAME.matcher(each.name()).matches() && wanted.test(each.name())) {
          copy(kept, each).ifPresent(copies::add);
        }
      }
      forget(present);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the samples cannot be fetched: " + e).at(kept.place()), e);
    }
    return copies;
  }

  /** Empty when boxes have dropped it since it was listed. */
  private Optional<Path> copy(KeptSamples kept, KeptSamples.Kept each) throws IOException {
    Path copy = folder.resolve(each.name());
    if (Files.exists(copy) && Files.size(copy) == each.bytes()) {
      return Optional.of(copy);
    }
    Path part = folder.resolve(each.name() + ".part");
    try (InputStream from = kept.open(each.name())) {
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(copy);
  }

  /** What boxes have dropped, because it was too old or too much, is not kept here either. */
  private void forget(Set<String> present) throws IOException {
    try (Stream<Path> copies = Files.list(folder)) {
      for (Path copy : copies.toList()) {
        if (!present.contains(copy.getFileName().toString())) {
          Files.deleteIfExists(copy);
        }
      }
    }
  }
}

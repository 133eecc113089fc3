package dev.mlbox.serving.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of samples, each written by one start of one box and by nobody else: {@code
 * 20261128T142528Z-BOOT-1.jsonl.gz}. In the order of their names they are in the order of time.
 */
public final class SampleFolder {
  static final String ENDING = ".jsonl.gz";
  private static final Pattern NAME =
      Pattern.compile("(\\d{8}T\\d{6}Z)-[0-9a-z]{1,40}-\\d{1,9}\\.jsonl\\.gz");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path path;

  public SampleFolder(Path path) {
    this.path = path;
  }

  /**
   * A file of samples.
   *
   * @param began when its first line was written
   */
  public record Kept(String name, long bytes, Instant began) {}

  /** A name that no other start of a box uses. */
  Path next(Instant now, String boot, int number) throws IOException {
    Files.createDirectories(path);
    return path.resolve("%s-%s-%d%s".formatted(TIME.format(now), boot, number, ENDING));
  }

  /** All files, the oldest first; what has another name is not ours. */
  public List<Kept> list() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        Optional<Instant> began = began(file.getFileName().toString());
        if (began.isPresent()) {
          kept.add(new Kept(file.getFileName().toString(), size(file), began.get()));
        }
      }
    } catch (UncheckedIOException e) {
      // A folder on another machine may go while it is read.
      throw e.getCause();
    }
    return kept;
  }

  /** A file by its name; empty when it is none of these. */
  public Optional<Path> find(String name) {
    return Optional.of(name)
        .filter(each -> NAME.matcher(each).matches())
        .map(path::resolve)
        .filter(Files::isRegularFile);
  }

  /** Removes what is too old or too much. Several boxes may do so at a time. */
  void prune(long most, Duration age, Instant now) throws IOException {
    List<Kept> kept = list();
    long total = kept.stream().mapToLong(Kept::bytes).sum();
    for (Kept each : kept) {
      if (total > most || each.began().isBefore(now.minus(age))) {
        Files.deleteIfExists(path.resolve(each.name()));
        total -= each.bytes();
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // Another box has just removed it.
      return 0;
    }
  }

  private static Optional<Instant> began(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.from(TIME.parse(name.substring(0, name.indexOf('-')))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

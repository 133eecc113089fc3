package dev.mlbox.engine.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the folders that commands write, one each time, from growing without end: reports and
 * boxes. As many as baselines are kept ({@code baseline.keep}), the youngest; never one that
 * somebody may still need.
 */
public final class Housekeeping {
  private static final String OLD = ".old-";

  private Housekeeping() {}

  /**
   * Prunes what a project keeps.
   *
   * @param kept the project's {@code .mlbox}
   * @param keep how many reports and boxes stay, beside boxes that a local target's record names
   */
  public static void tidy(Path kept, int keep) {
    prune(kept.resolve("reports"), keep, Set.of());
    Path boxes = kept.resolve("boxes");
    if (!Files.isDirectory(boxes)) {
      return;
    }
    try (Stream<Path> folders = Files.list(boxes);
        Stream<Path> local = Files.walk(kept.resolve("local"), 2)) {
      List<String> records = new ArrayList<>();
      for (Path record : local.filter(path -> path.endsWith("record.json")).toList()) {
        records.add(Files.readString(record));
      }
      prune(
          boxes,
          keep,
          folders
              .map(folder -> folder.getFileName().toString())
              .filter(name -> records.stream().anyMatch(record -> record.contains(name)))
              .collect(Collectors.toSet()));
    } catch (NoSuchFileException e) {
      prune(boxes, keep, Set.of());
    } catch (IOException | UncheckedIOException e) {
      // Whoever needs which box is not known: all stay.
    }
  }

  /**
   * Removes all but the youngest folders. What cannot be removed stays, for the next time.
   *
   * @param folder of these folders; nothing happens when it is not there
   * @param keep how many stay, at least 1
   * @param needed names of others that stay
   * @return how many were removed
   */
  public static int prune(Path folder, int keep, Set<String> needed) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    removeLeftovers(folder);
    int removed = 0;
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> old =
          all.filter(Files::isDirectory)
              .filter(each -> !each.getFileName().toString().startsWith("."))
              .sorted(Comparator.comparing(Housekeeping::age).reversed())
              .skip(keep)
              .filter(each -> !needed.contains(each.getFileName().toString()))
              .toList();
      for (Path each : old) {
        removed += remove(each) ? 1 : 0;
      }
    } catch (IOException e) {
      return removed;
    }
    return removed;
  }

  /** What could not be deleted the last time. */
  private static void removeLeftovers(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(each -> each.getFileName().toString().startsWith(OLD))
          .toList()
          .forEach(Housekeeping::delete);
    } catch (IOException e) {
      // They harm nobody.
    }
  }

  /** By which folders are young or old; one that nobody can date is young. */
  public static FileTime age(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      return FileTime.fromMillis(Long.MAX_VALUE);
    }
  }

  /** Out of sight at once, then for good: nobody is to find half of it. */
  private static boolean remove(Path folder) {
    Path old = folder.resolveSibling(OLD + UUID.randomUUID());
    try {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return false;
    }
    delete(old);
    return true;
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // It is out of sight, and the next command tries again.
    }
  }
}

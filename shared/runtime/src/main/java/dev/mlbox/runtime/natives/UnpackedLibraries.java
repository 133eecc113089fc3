package dev.mlbox.runtime.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes the copies of native libraries that drivers unpack into the temporary folder. They delete
 * them when the process ends by itself, but one that is killed or halted leaves tens of megabytes
 * behind. On Linux a library that is loaded needs its file no longer; elsewhere nothing is done.
 */
public final class UnpackedLibraries {
  private static final Path LOADED = Path.of("/proc/self/maps");

  private UnpackedLibraries() {}

  /**
   * Removes the copies that this process has loaded.
   *
   * @param prefix of the driver's file, or of its folder, in the temporary folder
   */
  public static void remove(String prefix) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    try (Stream<String> lines = Files.lines(LOADED)) {
      List<Path> copies = among(lines, temporary, prefix);
      for (Path copy : copies) {
        Files.deleteIfExists(copy);
      }
      for (Path copy : copies) {
        removeFolder(temporary.relativize(copy), temporary);
      }
    } catch (IOException unread) {
      // No Linux, or nothing to read: the driver's own deletion has to do.
    }
  }

  private static void removeFolder(Path copy, Path temporary) throws IOException {
    if (copy.getNameCount() == 2) {
      Files.deleteIfExists(temporary.resolve(copy.getName(0)));
    }
  }

  /** The files of a driver that a map of memory names, each once. */
  static List<Path> among(Stream<String> map, Path temporary, String prefix) {
    return map.filter(line -> line.indexOf('/') > 0)
        .map(line -> line.substring(line.indexOf('/')))
        .filter(file -> !file.endsWith(" (deleted)"))
        .map(Path::of)
        .filter(file -> file.startsWith(temporary) && !file.equals(temporary))
        .filter(file -> temporary.relativize(file).getName(0).toString().startsWith(prefix))
        .distinct()
        .toList();
  }
}

package dev.mlbox.bench.pods;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which versions fail: a file for each, as another process can make it. */
final class Switches {
  private static final long LOOK_NANOS = 10_000_000;

  private final Path folder;
  private final Map<String, Boolean> bad = new ConcurrentHashMap<>();
  private volatile long looked;

  Switches(Path folder) {
    this.folder = folder;
  }

  /** The file that makes a version fail. */
  static Path file(Path folder, String version) {
    return folder.resolve("bad-" + version);
  }

  boolean isBad(String version) {
    long now = System.nanoTime();
    if (now - looked > LOOK_NANOS) {
      looked = now;
      bad.clear();
    }
    return bad.computeIfAbsent(version, each -> Files.exists(file(folder, each)));
  }
}

package dev.mlbox.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars that this program runs from, those named by a jar's manifest included. */
final class ClassPath {
  private ClassPath() {}

  static List<Path> entries() {
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        Path path = Path.of(entry).toAbsolutePath().normalize();
        entries.add(path);
        if (Files.isRegularFile(path)) {
          entries.addAll(named(path));
        }
      }
    }
    return List.copyOf(entries);
  }

  private static List<Path> named(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String names = manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
      if (names == null) {
        return List.of();
      }
      List<Path> paths = new ArrayList<>();
      for (String name : names.strip().split(" +", -1)) {
        paths.add(jar.resolveSibling(name).normalize());
      }
      return paths;
    } catch (IOException e) {
      return List.of();
    }
  }
}

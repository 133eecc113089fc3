package dev.mlbox.engine.box;

import dev.mlbox.core.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a model: copied, digested, deleted. */
final class ModelTree {
  private static final Set<String> NEVER_WANTED = Set.of("__pycache__", "node_modules");

  private ModelTree() {}

  /**
   * Copies a file, or a folder without what no model needs.
   *
   * @param except a folder that is left out, should it be inside
   */
  static void copy(Path source, Path target, Path except) throws IOException {
    Files.createDirectories(target.getParent());
    if (Files.isRegularFile(source)) {
      Files.copy(source, target);
      return;
    }
    // Links are followed, as whoever reads the model does.
    Files.walkFileTree(
        source,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!folder.equals(source) && isUnwanted(folder, except)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(source.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!isHidden(file) && !file.toString().endsWith(".pyc") && Files.isRegularFile(file)) {
              Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isUnwanted(Path folder, Path except) {
    return isHidden(folder)
        || folder.toAbsolutePath().equals(except)
        || NEVER_WANTED.contains(folder.getFileName().toString())
        || Files.exists(folder.resolve("pyvenv.cfg"));
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  /** Over the name, length and bytes of every file, in the order of their names. */
  static Digest digest(Path root) throws IOException {
    MessageDigest digest = Digest.sha256();
    for (Path file : files(root)) {
      String name = name(root, file);
      digest.update((name + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(file)) {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      }
    }
    return Digest.of(digest);
  }

  /** The same on every system. */
  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(file -> name(root, file)))
          .toList();
    }
  }

  /** Deletes what is there, and does not mind when it cannot. */
  static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A leftover draft harms nobody.
    }
  }
}

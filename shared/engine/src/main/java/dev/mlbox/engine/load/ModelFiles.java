package dev.mlbox.engine.load;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.ModelFacts;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a model: of a file, or of a folder without what tools leave in it. */
public final class ModelFiles {
  /** Folders that are never part of a model or of its inputs. */
  private static final Set<String> LEFT_OUT =
      Set.of(".git", ".mlbox", ".venv", "venv", "__pycache__", ".ipynb_checkpoints");

  private static final int DEEPEST = 64;
  private static final int CHUNK = 1 << 16;

  private ModelFiles() {}

  /**
   * Digest and size. A file's digest is what {@code sha256sum} prints; a folder's is over each
   * file's path, with slashes, then its length and its bytes, in the order of the paths.
   *
   * @param model that exists
   * @throws MlboxException BROKEN when it cannot be read
   */
  public static ModelFacts facts(Path model) {
    try {
      MessageDigest sha = Digest.sha256();
      if (!Files.isDirectory(model)) {
        long bytes = feed(sha, model);
        return new ModelFacts(model, Digest.of(sha), bytes);
      }
      long bytes = 0;
      for (var file : below(model).entrySet()) {
        sha.update((file.getKey() + "\0").getBytes(StandardCharsets.UTF_8));
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file.getValue())).array());
        bytes += feed(sha, file.getValue());
      }
      return new ModelFacts(model, Digest.of(sha), bytes);
    } catch (IOException | UncheckedIOException e) {
      throw MlboxException.broken(
          Problem.of("%s cannot be read: %s".formatted(model, e.getMessage())), e);
    }
  }

  /** The SHA-256 of a file's bytes. */
  public static Digest digest(Path file) throws IOException {
    MessageDigest sha = Digest.sha256();
    feed(sha, file);
    return Digest.of(sha);
  }

  private static long feed(MessageDigest sha, Path file) throws IOException {
    long bytes = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha.update(chunk, 0, read);
        bytes += read;
      }
    }
    return bytes;
  }

  /**
   * The files of a folder, by their path in it with slashes; links are followed.
   *
   * @throws IOException when a folder cannot be listed
   */
  public static SortedMap<String, Path> below(Path folder) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        folder,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            boolean leftOut = LEFT_OUT.contains(String.valueOf(each.getFileName()));
            return leftOut && !each.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.put(slashed(folder, file), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** A path as seen from a folder, with slashes on every system. */
  public static String slashed(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}

package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** Small text files that are there as a whole or not at all, after a power failure too. */
final class SafeFile {

  private SafeFile() {}

  /** The text; empty when there is no such file. */
  static Optional<String> read(Path file) {
    // Not through a channel: an interrupt would close it.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      if (Files.exists(file)) {
        throw failed("cannot be read", file, e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw failed("cannot be read", file, e);
    }
  }

  /** Replaces the file in one step, once the text is on the disk. */
  static void write(Path file, String text) {
    Path draft = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
    try {
      Files.createDirectories(file.getParent());
      try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      try {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      draft.toFile().delete();
      throw failed("cannot be written", file, e);
    }
  }

  private static MlboxException failed(String how, Path file, IOException e) {
    return MlboxException.broken(
        Problem.of("a file %s: %s".formatted(how, e.getMessage())).at(file.toString()), e);
  }
}

package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the boxes of a model on this machine show each other, in a file that only whoever deploys
 * can read. A new one is made when the file is gone and the next box starts.
 *
 * @param file where it is
 */
record LocalToken(Path file) {
  private static final int BYTES = 24;

  static LocalToken of(LocalFolder folder) {
    return new LocalToken(folder.token());
  }

  /** Makes one unless there is one. */
  Path ensure() {
    if (!Files.exists(file)) {
      byte[] token = new byte[BYTES];
      new SecureRandom().nextBytes(token);
      try {
        Files.createDirectories(file.getParent());
        // Made for its owner alone, before there is anything in it.
        Path draft = Files.createTempFile(file.getParent(), ".token-", "");
        Files.writeString(draft, Base64.getUrlEncoder().encodeToString(token));
        try {
          Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
          Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw MlboxException.broken(
            Problem.of("the token of the boxes cannot be written: " + e.getMessage())
                .at(file.toString()),
            e);
      }
    }
    return file;
  }

  /** What is shown; empty while there is none. */
  String shown() {
    return SafeFile.read(file).map(String::strip).orElse("");
  }
}

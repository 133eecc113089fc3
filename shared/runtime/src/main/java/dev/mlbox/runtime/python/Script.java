package dev.mlbox.runtime.python;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * worker.py as a file. It has a temporary folder of its own: Python would import any json.py that
 * lies beside it.
 */
record Script(Path file) implements AutoCloseable {

  static Script create() {
    try (InputStream source =
        Objects.requireNonNull(Script.class.getResourceAsStream("worker.py"))) {
      Path file = Files.createTempDirectory("mlbox-worker").resolve("worker.py");
      Files.copy(source, file);
      return new Script(file);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the Python worker cannot be written to the temporary folder: " + e)
              .at(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      // A few kilobytes stay in the temporary folder; nobody can do anything about that.
    }
  }
}

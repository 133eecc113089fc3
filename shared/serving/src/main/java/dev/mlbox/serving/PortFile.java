package dev.mlbox.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells whoever started the box where it listens; appears whole or not at all. */
final class PortFile {

  private PortFile() {}

  /**
   * Writes {@code {"port":…,"metricsPort":…,"pid":…}}.
   *
   * @throws MlboxException BROKEN when it cannot be written
   */
  static void write(Path file, int port, int metricsPort) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("port", port)
            .put("metricsPort", metricsPort)
            .put("pid", ProcessHandle.current().pid())
            .toString();
    Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(beside, json);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the port file cannot be written: " + e).at("MLBOX_PORT_FILE"), e);
    }
  }
}

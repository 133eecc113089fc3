package dev.mlbox.runtime.server;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that says how a server is run and asked, in the folder that it is run in. */
public final class ServerFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ServerFile() {}

  /** Writes it. */
  public static void write(Path folder, ServerSpec spec) {
    try {
      ObjectNode json = MAPPER.valueToTree(spec);
      if (spec.model() == null) {
        // The file is part of what a version is: it must not change where nothing did.
        json.remove("model");
      }
      Files.write(
          folder.resolve(ServerSpec.FILE),
          MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what was written.
   *
   * @throws MlboxException INVALID when it is not there, or not whole
   */
  static ServerSpec read(Path folder) {
    Path file = folder.resolve(ServerSpec.FILE);
    try {
      return MAPPER.readValue(Files.readAllBytes(file), ServerSpec.class);
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("it does not say how a server is asked: " + e.getMessage())
              .at(file.toString()));
    }
  }
}

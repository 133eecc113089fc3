package dev.mlbox.engine.train;

import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.KeptFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where training happens.
 *
 * @param folder of mlbox.yaml
 * @param python the configured interpreter; null when not configured
 * @param environment variables that it runs with
 */
public record TrainingFolder(
    Path folder, @Nullable String python, Map<String, String> environment) {

  public TrainingFolder {
    folder = folder.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  Interpreter interpreter() {
    return new Interpreter(folder, python, environment);
  }

  /** What is kept of training; made when missing, and kept out of git. */
  Path kept() throws IOException {
    return Files.createDirectories(KeptFolder.in(folder).make().resolve("train"));
  }
}

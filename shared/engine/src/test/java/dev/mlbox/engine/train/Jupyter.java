package dev.mlbox.engine.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A virtual environment with nbclient and a Python kernel, made once below the build's target. */
final class Jupyter {
  private static final Path FOLDER = Path.of("target", "jupyter").toAbsolutePath();

  private Jupyter() {}

  /** Its Python; the test is skipped when it cannot be installed. */
  static Path python() throws IOException, InterruptedException {
    Path python = FOLDER.resolve("bin/python");
    Path done = FOLDER.resolve("done");
    if (!Files.exists(done)) {
      Path log = Files.createTempFile("jupyter", ".txt");
      boolean made =
          run(log, "python3", "-m", "venv", FOLDER.toString())
              && run(log, python.toString(), "-m", "pip", "install", "-q", "nbclient", "ipykernel");
      String last = Files.readString(log).lines().reduce("", (before, line) -> line);
      assumeTrue(made, "nbclient cannot be installed from the package index: " + last);
      Files.move(log, done, StandardCopyOption.REPLACE_EXISTING);
    }
    return python;
  }

  private static boolean run(Path log, String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(words))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended && process.exitValue() == 0;
  }
}

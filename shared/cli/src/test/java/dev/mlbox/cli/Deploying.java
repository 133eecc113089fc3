package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command in a process of its own, as signals want it; killed if it is still there at the end.
 */
final class Deploying implements AutoCloseable {
  private final Process process;
  private final Path output;

  private Deploying(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command in a project.
   *
   * @param file its configuration
   * @param more words after it
   */
  static Deploying start(Shell shell, String command, String file, String... more)
      throws IOException {
    Path output = Files.createTempFile(shell.folder, "deploy", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mlbox.cli.Main",
                command,
                "-f",
                shell.folder.resolve(file).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.command().addAll(List.of(more));
    builder.environment().putAll(shell.environment);
    return new Deploying(builder.start(), output);
  }

  /** Waits for its end. Returns its exit code. */
  int end() throws InterruptedException, IOException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String said() throws IOException {
    return Files.readString(output);
  }

  void signal(String name) throws IOException, InterruptedException {
    kill(name, process.pid());
  }

  static void kill(String signal, long pid) throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                .redirectOutput(new File("/dev/null"))
                .start()
                .waitFor())
        .isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Clients.await("its end", () -> !process.isAlive());
  }
}

package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Errors of the machine: they ended as "a gate failed" once. */
class ErrorsTest {
  @TempDir private Path folder;

  @Command(name = "burst")
  private static final class Burst implements Callable<Integer> {
    private final Error error;

    @Option(names = "--report-file")
    private Path unusedReportFile = Path.of("");

    Burst(Error error) {
      this.error = error;
    }

    @Override
    public Integer call() {
      throw error;
    }
  }

  private String says(Error error) throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
    CommandLine line = Main.commands(new Console(stream, stream, false, Map.of()));
    line.addSubcommand(new Burst(error));
    Path file = folder.resolve("report.json");

    assertThat(line.execute("burst", "--report-file", file.toString())).isEqualTo(5);
    assertThat(Files.readString(file)).contains("\"outcome\" : \"BROKEN\"");
    return told.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tooLittleMemoryIsBroken() throws Exception {
    assertThat(says(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            """
            mlbox: mlbox has not enough memory: java.lang.OutOfMemoryError: Java heap space
              remedy:   give it more, such as JAVA_TOOL_OPTIONS=-Xmx4g in the environment
            """);
  }

  @Test
  void aLibraryThatCannotBeLoadedIsBroken() throws Exception {
    assertThat(says(new UnsatisfiedLinkError("libonnxruntime.so: ld-linux not found")))
        .startsWith(
            """
            mlbox: a part of mlbox cannot be loaded on this machine: \
            java.lang.UnsatisfiedLinkError: libonnxruntime.so: ld-linux not found
              expected: a system with glibc, and a temporary folder that programs may run from
              remedy:   please report it with \
            """);
  }

  @Test
  void anyOtherErrorIsABug() throws Exception {
    assertThat(says(new StackOverflowError()))
        .startsWith("mlbox: a bug in mlbox: java.lang.StackOverflowError\n");
  }
}

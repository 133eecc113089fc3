package dev.mlbox.cli;

import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bug's stack trace goes to a file; the user gets one line. */
final class CrashFile {
  private CrashFile() {}

  static Problem problem(Throwable bug) {
    String line = bug.toString().lines().findFirst().orElse("");
    if (bug instanceof OutOfMemoryError) {
      return Problem.of("mlbox has not enough memory: " + line)
          .remedy("give it more, such as JAVA_TOOL_OPTIONS=-Xmx4g in the environment");
    }
    Problem problem =
        bug instanceof LinkageError
            ? Problem.of("a part of mlbox cannot be loaded on this machine: " + line)
                .expected("a system with glibc, and a temporary folder that programs may run from")
            : Problem.of("a bug in mlbox: " + line);
    try {
      Path file = Files.createTempFile("mlbox-crash-", ".txt");
      try (PrintWriter writer =
          new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
        bug.printStackTrace(writer);
      }
      return problem.remedy("please report it with " + file);
    } catch (IOException e) {
      return problem.remedy("please report it");
    }
  }
}

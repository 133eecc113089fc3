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
    Problem problem =
        Problem.of("a bug in mlbox: " + bug.toString().lines().findFirst().orElse(""));
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

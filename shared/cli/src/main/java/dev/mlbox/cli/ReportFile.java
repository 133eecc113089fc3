package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file named by {@code --report-file}: a program that started the command learns from it what
 * came of it, without reading what was printed for people.
 */
final class ReportFile {
  private static final String OPTION = "--report-file";

  private ReportFile() {}

  /**
   * Looks, before anything is begun, whether a result can be written.
   *
   * @throws MlboxException INVALID when it cannot
   */
  static void require(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    String what =
        Files.isDirectory(whole)
            ? "it is a folder"
            : folder == null || !Files.isDirectory(folder)
                ? "there is no folder %s".formatted(folder)
                : Files.isWritable(folder) ? "" : "%s cannot be written to".formatted(folder);
    if (!what.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("the result cannot be written: " + what)
              .at("--report-file " + file)
              .expected("a file in a folder that is there"));
    }
  }

  /**
   * The file that words name which could not be taken as options; null when they name none that can
   * be written. What a build before has left there is not to be read as this one's.
   */
  static @Nullable Path named(String[] words) {
    String file = null;
    for (int i = 0; i < words.length; i++) {
      if (words[i].startsWith(OPTION + "=")) {
        file = words[i].substring(OPTION.length() + 1);
      } else if (words[i].equals(OPTION) && i + 1 < words.length) {
        file = words[i + 1];
      }
    }
    try {
      Path path = file == null || file.isBlank() ? null : Path.of(file);
      require(path);
      return path;
    } catch (InvalidPathException | MlboxException e) {
      return null;
    }
  }

  /** Writes a result; whole or not at all. */
  static void write(@Nullable Path file, Object result) {
    if (file == null) {
      return;
    }
    Path whole = file.toAbsolutePath();
    Path draft = whole.resolveSibling(whole.getFileName() + ".new");
    try {
      Files.writeString(draft, ResultJson.pretty(result) + "\n");
      Files.move(draft, whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the result cannot be written: " + e).at("--report-file " + file), e);
    }
  }

  /** What there is to report of a command that ended before it had a result. */
  static RunReport failure(String command, Outcome outcome, List<Problem> problems) {
    return new RunReport(
        command,
        outcome,
        problems.isEmpty() ? outcome.name() : problems.get(0).message(),
        problems,
        Map.of(),
        null,
        null,
        null,
        Instant.now(),
        Duration.ZERO,
        List.of());
  }
}

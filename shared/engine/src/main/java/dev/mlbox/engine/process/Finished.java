package dev.mlbox.engine.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a program ended.
 *
 * @param exitCode 0 when all went well; 128 and a signal's number when one ended it
 * @param took from its start
 * @param lastLines of its output, at most 40
 */
public record Finished(int exitCode, Duration took, List<String> lastLines) {

  public Finished {
    lastLines = List.copyOf(lastLines);
  }

  /** The last lines as the end of a message. */
  public String tail() {
    return tail(lastLines);
  }

  static String tail(List<String> lines) {
    return lines.isEmpty()
        ? "it printed nothing"
        : lines.stream().collect(Collectors.joining("\n  ", "its last lines were:\n  ", ""));
  }
}

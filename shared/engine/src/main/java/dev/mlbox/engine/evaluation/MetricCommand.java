package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.Stated;
import java.nio.file.Path;
import java.util.List;

/** Runs a command of {@code evaluate.metrics}. */
@FunctionalInterface
public interface MetricCommand {

  /**
   * What it prints.
   *
   * @param command with its arguments, and where it was set
   * @param rows a CSV file of the rows with the model's answers
   * @return its lines
   */
  List<String> lines(Stated command, Path rows);

  /** For whoever has no commands. */
  static MetricCommand none() {
    return (command, rows) -> {
      throw new IllegalStateException("no command is run here");
    };
  }
}

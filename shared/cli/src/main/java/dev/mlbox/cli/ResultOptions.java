package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.json.ResultJson;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that has a result: how it is printed, and where else it goes. */
final class ResultOptions {

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or json for machines; default: ${DEFAULT-VALUE}.")
  private OutputForm output = OutputForm.text;

  @Option(
      names = "--report-file",
      paramLabel = "FILE",
      description = "Also writes the result as JSON to this file, however the command ends.")
  private @Nullable Path reportFile;

  /** How results are printed. */
  @SuppressWarnings("checkstyle:ConstantName")
  enum OutputForm {
    text,
    json
  }

  boolean isJson() {
    return output == OutputForm.json;
  }

  boolean isKept() {
    return reportFile != null;
  }

  /**
   * Prints a result and keeps it.
   *
   * @param lines prints it for people
   */
  void show(Object result, Console console, Runnable lines) {
    if (isJson()) {
      console.line(ResultJson.pretty(result));
    } else {
      lines.run();
    }
    keep(result);
  }

  /** Keeps what is not printed yet, in case that somebody ends the process before. */
  void keepAhead(Object result, Console console) {
    try {
      keep(result);
      console.keep();
    } catch (MlboxException e) {
      // It is tried again, and told, in the end.
    }
  }

  /** Last of all: whoever waited for an hour is to read the outcome, also when the disk is full. */
  void keep(Object result) {
    ReportFile.write(reportFile, result);
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.run.RunReport;

/** The last lines of a command that did something. */
final class Closing {
  private Closing() {}

  /** Prints the outcome. Returns the exit code. */
  static int print(RunReport report, ResultOptions result, Console console) {
    result.show(
        report,
        console,
        () -> {
          report.problems().forEach(console::problem);
          console.row(report.outcome().name(), report.headline());
          report.files().forEach(file -> console.row("report", file));
        });
    return report.outcome().exitCode();
  }
}

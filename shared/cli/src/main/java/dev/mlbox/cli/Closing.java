package dev.mlbox.cli;

import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.Json;

/** The last lines of a command that did something. */
final class Closing {
  private Closing() {}

  /** Prints the outcome. Returns the exit code. */
  static int print(RunReport report, ProjectOptions project, Console console) {
    if (project.output == ProjectOptions.OutputForm.json) {
      console.line(Json.pretty(report));
    } else {
      report.problems().forEach(console::problem);
      console.row(report.outcome().name(), report.headline());
      report.files().forEach(file -> console.row("report", file));
    }
    // Last: whoever waited for an hour is to read the outcome, also when the disk is full.
    ReportFile.write(project.reportFile, report);
    return report.outcome().exitCode();
  }
}

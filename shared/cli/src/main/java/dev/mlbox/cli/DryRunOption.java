package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.engine.Mlbox;
import picocli.CommandLine.Option;

/** The option of commands that can say beforehand what they would do; others refuse it. */
final class DryRunOption {

  @Option(
      names = "--dry-run",
      description = "Prints what would be done, and for Kubernetes the objects; does nothing.")
  boolean asked;

  /** Prints the plan up to a goal. Returns the exit code. */
  static int print(Mlbox mlbox, Goal goal, Console console) {
    mlbox.plan(goal).steps().forEach(step -> console.row(step.name(), step.what()));
    mlbox.objects(goal).forEach(console::line);
    return 0;
  }
}

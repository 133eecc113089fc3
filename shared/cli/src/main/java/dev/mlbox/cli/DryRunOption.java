package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Step;
import dev.mlbox.engine.Mlbox;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of commands that can say beforehand what they would do; others refuse it. */
final class DryRunOption {

  @Option(
      names = "--dry-run",
      description = "Prints what would be done, and for Kubernetes the objects; does nothing.")
  boolean asked;

  /**
   * What a command would do.
   *
   * @param steps in their order
   * @param objects for Kubernetes, as YAML; else empty
   */
  private record Foreseen(List<Step> steps, List<String> objects) {}

  /** Prints the plan up to a goal. Returns the exit code. */
  static int print(Mlbox mlbox, Goal goal, ResultOptions result, Console console) {
    Foreseen foreseen = new Foreseen(mlbox.plan(goal).steps(), mlbox.objects(goal));
    result.show(
        foreseen,
        console,
        () -> {
          foreseen.steps().forEach(step -> console.row(step.name(), step.what()));
          foreseen.objects().forEach(console::line);
        });
    return 0;
  }
}

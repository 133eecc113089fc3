package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.engine.Mlbox;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that walk the plan up to a goal. */
@Command(mixinStandardHelpOptions = true)
final class GoalCommand implements Callable<Integer> {
  private final Goal goal;
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  GoalCommand(Goal goal, Console console) {
    this.goal = goal;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!project.dryRun) {
      Mlbox.warm();
    }
    Mlbox mlbox = Mlbox.open(project.invocation(goal.name().toLowerCase(Locale.ROOT), console));
    return walk(mlbox, goal, project, console);
  }

  /** Walks up to a goal, or prints what would be done. */
  static int walk(Mlbox mlbox, Goal goal, ProjectOptions project, Console console) {
    if (project.dryRun) {
      mlbox.plan(goal).steps().forEach(step -> console.row(step.name(), step.what()));
      mlbox.objects(goal).forEach(console::line);
      return 0;
    }
    return Closing.print(mlbox.run(goal), project, console);
  }
}

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
  @Mixin private ResultOptions result = new ResultOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  GoalCommand(Goal goal, Console console) {
    this.goal = goal;
    this.console = console;
  }

  @Override
  public Integer call() {
    Mlbox mlbox =
        Mlbox.open(project.invocation(goal.name().toLowerCase(Locale.ROOT), console, result));
    return dryRun.asked
        ? DryRunOption.print(mlbox, goal, result, console)
        : Closing.print(mlbox.run(goal), result, console);
  }
}

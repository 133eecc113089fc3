package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.engine.Mlbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All the way to a rollout's end, or to a pilot that drives it there. */
@Command(mixinStandardHelpOptions = true, description = "Checks, boxes, and rolls out as a canary.")
final class DeployCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  @Option(
      names = "--detach",
      description =
          "With deploy.pilot: cluster, ends once a pilot drives; `mlbox follow` tells the end.")
  private boolean detach;

  DeployCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Mlbox mlbox = project.rolling("deploy", console, result);
    if (dryRun.asked) {
      return DryRunOption.print(mlbox, Goal.DEPLOY, result, console);
    }
    return Closing.print(detach ? mlbox.handOver() : mlbox.run(Goal.DEPLOY), result, console);
  }
}

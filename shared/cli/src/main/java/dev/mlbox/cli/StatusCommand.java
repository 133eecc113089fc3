package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.Standing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the model stands on its target. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Says which version serves, how it is, and where a rollout stands.")
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Option(
      names = {"-w", "--watch"},
      description =
          "Looks every second: on a terminal one screen until Ctrl-C, elsewhere a line for what changes, until no rollout is under way.")
  private boolean watch;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Mlbox mlbox = Mlbox.open(project.invocation("status", console, result));
    if (watch) {
      try (WatchedStatus watched = new WatchedStatus(console, result.isJson())) {
        mlbox.watch(watched::show);
      }
      if (result.isKept()) {
        result.keep(mlbox.status());
      }
      return 0;
    }
    Standing standing = mlbox.status();
    result.show(
        standing,
        console,
        () -> standing.lines().forEach(line -> console.row(line.name(), line.what())));
    return 0;
  }
}

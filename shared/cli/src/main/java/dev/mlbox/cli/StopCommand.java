package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the local target's processes. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Ends the server processes of the local target; the history stays.")
final class StopCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  StopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> stopped = Mlbox.open(project.invocation("stop", console, result)).stop();
    result.show(
        stopped,
        console,
        () -> {
          if (stopped.isEmpty()) {
            console.row("stop", "nothing was running");
          }
          stopped.forEach(what -> console.row("stop", what));
        });
    return 0;
  }
}

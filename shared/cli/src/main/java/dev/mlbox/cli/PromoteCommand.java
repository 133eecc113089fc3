package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Promotes by hand. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Promotes the canary now, whatever has been shown of it.")
final class PromoteCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Option(names = "--reason", required = true, description = "Why; goes into the history.")
  private String reason = "";

  PromoteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Closing.print(
        Mlbox.open(project.invocation("promote", console)).promote(reason), project, console);
  }
}

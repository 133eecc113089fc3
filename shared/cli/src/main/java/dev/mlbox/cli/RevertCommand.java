package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reverts by hand. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Ends the canary; without one, goes back to an earlier promoted version.")
final class RevertCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Which version; by default the one before the present one.")
  private @Nullable String version;

  @Option(
      names = "--reason",
      defaultValue = "reverted by hand",
      description = "Why; goes into the history.")
  private String reason = "";

  RevertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Closing.print(
        Mlbox.open(project.invocation("revert", console, result)).revert(version, reason),
        result,
        console);
  }
}

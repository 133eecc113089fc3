package dev.mlbox.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Promotes by hand. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Promotes a proven canary that waits for a person; with a reason, any canary, now.")
final class PromoteCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why a canary that is not proven is promoted; goes into the history.")
  private @Nullable String reason;

  PromoteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Closing.print(
        project.rolling("promote", console, result).promote(reason), result, console);
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
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
      paramLabel = "TEXT",
      defaultValue = "reverted by hand",
      description = "Why; goes into the history.")
  private String reason = "";

  @Option(
      names = "--rollout",
      description = "Ends the rollout of VERSION, if it is under way, and does nothing else.")
  private boolean rollout;

  RevertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Mlbox mlbox = project.rolling("revert", console, result);
    return Closing.print(
        rollout ? mlbox.end(rolledOut(), reason) : mlbox.revert(version, reason), result, console);
  }

  private String rolledOut() {
    if (version == null) {
      throw MlboxException.invalid(
          Problem.of("--rollout needs the version whose rollout is to end")
              .expected("`mlbox revert --rollout VERSION`"));
    }
    return version;
  }
}

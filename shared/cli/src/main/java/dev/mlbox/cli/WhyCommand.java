package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.Why;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a version came from. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Says where a version came from: commit, training, data, metrics, gates, and who promoted"
            + " it.")
final class WhyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The version, or how it begins; by default the one that serves.")
  private @Nullable String version;

  WhyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Why why = Mlbox.open(project.invocation("why", console, result)).why(version);
    result.show(
        why, console, () -> why.lines().forEach(line -> console.row(line.name(), line.what())));
    return 0;
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Interim;
import dev.mlbox.engine.Mlbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a rollout goes that somebody else drives. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Tells of a rollout that somebody else drives, and ends as that does.")
final class FollowCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Which; by default the one that is under way, else the last one.")
  private @Nullable String version;

  @Option(
      names = "--once",
      description = "Looks once: of a rollout under way it says how it stands, and ends with 0.")
  private boolean once;

  @Option(
      names = "--seen",
      paramLabel = "TEXT",
      description =
          "With --once: `seen` of the last look's result; a rollout that nobody drives is noticed.")
  private @Nullable String seen;

  @Option(
      names = "--seen-ago",
      paramLabel = "SECONDS",
      description =
          "With --seen: how long ago that look was, where it was made on another machine, whose clock may be another.")
  private @Nullable Long seenAgo;

  FollowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Mlbox mlbox = Mlbox.open(project.invocation("follow", console, result));
    if (!once && (seen != null || seenAgo != null)) {
      throw MlboxException.invalid(
          Problem.of("what an earlier look saw is for another look, not for following to the end")
              .at(seen == null ? "--seen-ago" : "--seen")
              .expected("--once beside it"));
    }
    if (!once) {
      return Closing.print(mlbox.follow(version), result, console);
    }
    Duration ago = seenAgo == null ? null : Duration.ofSeconds(seenAgo);
    Optional<RunReport> end = mlbox.look(version, seen, ago, this::show);
    return end.isEmpty() ? 0 : Closing.print(end.get(), result, console);
  }

  private void show(Interim interim) {
    result.show(
        interim,
        console,
        () -> interim.lines().forEach(line -> console.row(line.name(), line.what())));
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.PullRequestCheck;
import dev.mlbox.engine.project.Invocation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a model, and tells the pull request that it is part of. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Measures the model and judges it by its gates.")
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  @Option(
      names = "--pr",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "ADDRESS",
      description = {
        "Shows the finding in the pull request that this build is of, as a status and one comment.",
        "Found from the environment of Jenkins, GitHub Actions, GitLab CI, Bitbucket or Gitea;",
        "elsewhere give its web address."
      })
  private @Nullable String pr;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Invocation invocation = project.invocation("check", console, result);
    if (dryRun.asked) {
      return DryRunOption.print(Mlbox.open(invocation), Goal.CHECK, result, console);
    }
    if (pr == null) {
      return Closing.print(Mlbox.open(invocation).run(Goal.CHECK), result, console);
    }
    String address = pr.isEmpty() ? null : pr;
    return Closing.print(PullRequestCheck.run(invocation, address), result, console);
  }
}

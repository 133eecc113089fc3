package dev.mlbox.cli;

import dev.mlbox.core.foresight.Traffic;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.Forecast;
import dev.mlbox.engine.Mlbox;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a rollout would take, and what it could see. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Says how long each step of a rollout needs at today's traffic, and which steps cannot see what they should.")
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Option(
      names = "--traffic",
      paramLabel = "RATE",
      description = "Assumes so many requests, such as 10/s, 30/min or 5/h; else it is measured.")
  private @Nullable String traffic;

  @Option(
      names = "--errors",
      paramLabel = "PERCENT",
      defaultValue = "0.1",
      description =
          "With --traffic: how many percent fail by themselves; default: ${DEFAULT-VALUE}.")
  private double errors = 0.1;

  PlanCommand(Console console) {
    this.console = console;
  }

  private @Nullable Traffic assumed() {
    if (traffic == null) {
      return null;
    }
    if (!(errors >= 0 && errors < 100)) {
      throw MlboxException.invalid(
          Problem.of("a share of errors is 0 to below 100 percent, not " + errors).at("--errors"));
    }
    try {
      return new Traffic(Traffic.rate(traffic), errors / 100);
    } catch (IllegalArgumentException e) {
      throw MlboxException.invalid(Problem.of(String.valueOf(e.getMessage())).at("--traffic"));
    }
  }

  @Override
  public Integer call() {
    Forecast forecast = Mlbox.open(project.invocation("plan", console, result)).forecast(assumed());
    result.show(
        forecast,
        console,
        () -> forecast.lines().forEach(line -> console.row(line.name(), line.what())));
    return 0;
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.config.Durations;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.traffic.Traffic;
import dev.mlbox.engine.traffic.TrafficReport;
import dev.mlbox.engine.traffic.TrafficRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays rows as requests. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Sends rows of a file as requests, at a rate, for a bounded time.")
final class TrafficCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();
  @Mixin private ResultOptions result = new ResultOptions();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "CSV, Parquet or JSON lines; one row a request, again from the start. Default: evaluate.data.")
  private @Nullable String data;

  @Option(
      names = "--rate",
      defaultValue = "50",
      paramLabel = "N",
      description = "Requests a second; default: ${DEFAULT-VALUE}.")
  private double rate = 50;

  @Option(
      names = "--for",
      defaultValue = "30s",
      paramLabel = "DURATION",
      description = "How long; default: ${DEFAULT-VALUE}.")
  private String duration = "30s";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where to; by default the model's address on its target.")
  private @Nullable String url;

  TrafficCommand(Console console) {
    this.console = console;
  }

  private Duration time() {
    try {
      return Durations.parse(duration);
    } catch (IllegalArgumentException e) {
      throw MlboxException.invalid(Problem.of(String.valueOf(e.getMessage())).at("--for"));
    }
  }

  @Override
  public Integer call() {
    TrafficReport report =
        Traffic.send(
            project.invocation("traffic", console, result),
            new TrafficRequest(data, rate, time(), url));
    result.show(
        report,
        console,
        () -> report.lines().forEach(line -> console.row(line.name(), line.what())));
    return report.failures() == 0 ? 0 : 5;
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.project.Invocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes which reads mlbox.yaml. */
final class ProjectOptions {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      defaultValue = "mlbox.yaml",
      description = "The configuration; default: ${DEFAULT-VALUE}.")
  Path file = Path.of("mlbox.yaml");

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Sets a key of mlbox.yaml, such as deploy.replicas=3; may be repeated.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME",
      description = "One of the environments of mlbox.yaml, such as prod.")
  @Nullable String environment;

  /** For a command that prints for people alone. */
  Invocation invocation(String command, Console console) {
    return invocation(command, console, new ResultOptions());
  }

  Invocation invocation(String command, Console console, ResultOptions result) {
    return new Invocation(
        file.toAbsolutePath().normalize(),
        overrides(),
        console.environment(),
        ClassPath.entries(),
        console.listener(result.isJson()),
        command,
        console.isOfProcess());
  }

  /** For a command that tells hooks what came of it: its result is kept before that. */
  Mlbox rolling(String command, Console console, ResultOptions result) {
    return Mlbox.open(invocation(command, console, result))
        .kept(report -> result.keepAhead(report, console));
  }

  private List<Invocation.Assignment> overrides() {
    List<Invocation.Assignment> overrides =
        new ArrayList<>(settings.stream().map(ProjectOptions::override).toList());
    if (environment != null) {
      overrides.add(new Invocation.Assignment("env", environment, "--env"));
    }
    return overrides;
  }

  private static Invocation.Assignment override(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw MlboxException.invalid(
          Problem.of("`" + pair + "` sets nothing")
              .at("--set")
              .expected("KEY=VALUE, such as deploy.to=kubernetes"));
    }
    String key = pair.substring(0, equals);
    return new Invocation.Assignment(key, pair.substring(equals + 1), "--set " + key);
  }
}

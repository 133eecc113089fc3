package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code mlbox}. */
@Command(
    name = "mlbox",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Checks a model, rolls it out as a canary, reverts it by itself when it is worse.",
    footer = {
      "",
      "Exit codes: 0 succeeded, 1 rejected by a gate, 2 reverted, 3 halted,",
      "4 invalid input, 5 broken environment, 6 superseded by a newer command,",
      "130 interrupted.",
      "Begin with `mlbox init`, `mlbox doctor`, `mlbox deploy`."
    })
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    exit(run(Console.system(), args));
  }

  /** Also after a signal: an interrupted rollout has an outcome, and ends with its code. */
  private static void exit(int code) {
    if (Ending.isUnderWay()) {
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  /** Runs one command. */
  static int run(Console console, String... args) {
    CommandLine line = commands(console);
    if (args.length == 0) {
      line.usage(System.out);
      return Outcome.INVALID.exitCode();
    }
    return line.execute(args);
  }

  /** All commands. */
  static CommandLine commands(Console console) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand("init", new InitCommand(console));
    line.addSubcommand("doctor", new DoctorCommand(console));
    goal(line, console, Goal.TRAIN, "train", "Trains or loads the model, if its inputs changed.");
    goal(line, console, Goal.EVALUATE, "evaluate", "Measures the model on the evaluation data.");
    line.addSubcommand("check", new CheckCommand(console));
    goal(line, console, Goal.BOX, "box", "Packs a checked model into something that serves.");
    line.addSubcommand("deploy", new DeployCommand(console));
    line.addSubcommand("promote", new PromoteCommand(console));
    line.addSubcommand("revert", new RevertCommand(console));
    line.addSubcommand("follow", new FollowCommand(console));
    line.addSubcommand("status", new StatusCommand(console));
    line.addSubcommand("dashboard", new DashboardCommand(console));
    line.addSubcommand("history", new HistoryCommand(console));
    line.addSubcommand("why", new WhyCommand(console));
    line.addSubcommand("plan", new PlanCommand(console));
    line.addSubcommand("backtest", new BacktestCommand(console));
    line.addSubcommand("traffic", new TrafficCommand(console));
    line.addSubcommand("stop", new StopCommand(console));
    line.addSubcommand("schema", new SchemaCommand(console));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, words) -> usage(console, e, words));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, command, e));
    line.setExecutionStrategy(parsed -> executed(console, parsed));
    return line;
  }

  /** Also errors have a message and a code: the library handles exceptions only. */
  private static int executed(Console console, ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine command = last.commandSpec().commandLine();
    try {
      Path file = last.matchedOptionValue("--report-file", (Path) null);
      ReportFile.require(file);
      ReportGuard guard = new ReportGuard(file, command.getCommandName());
      try {
        return new CommandLine.RunLast().execute(parsed);
      } finally {
        guard.close();
      }
    } catch (MlboxException e) {
      return failed(console, command, null, Outcome.of(e.fault()), e.problems());
    } catch (Error e) {
      return failed(console, command, Outcome.BROKEN, List.of(CrashFile.problem(e)));
    }
  }

  private static void goal(
      CommandLine line, Console console, Goal goal, String name, String description) {
    CommandLine command = new CommandLine(new GoalCommand(goal, console));
    command.getCommandSpec().usageMessage().description(description);
    line.addSubcommand(name, command);
  }

  private static int usage(Console console, ParameterException e, String[] words) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unknown && command.getParent() == null) {
      String word = unknown.getUnmatched().get(0);
      Problem problem =
          Problem.of("unknown command `%s`".formatted(word))
              .expected("one of " + String.join(", ", command.getSubcommands().keySet()));
      console.problem(
          unknown.getSuggestions().stream()
              .filter(command.getSubcommands()::containsKey)
              .findFirst()
              .map(near -> problem.remedy("did you mean `mlbox %s`?".formatted(near)))
              .orElse(problem));
      return Outcome.INVALID.exitCode();
    }
    Problem problem = UsageProblem.of(command, e);
    boolean kept = command.getCommandSpec().findOption("--report-file") != null;
    Path file = kept ? ReportFile.named(words) : null;
    return failed(console, command, file, Outcome.INVALID, List.of(problem));
  }

  private static int failed(Console console, CommandLine command, Exception e) {
    if (e instanceof MlboxException known) {
      return failed(console, command, Outcome.of(known.fault()), known.problems());
    }
    return failed(console, command, Outcome.BROKEN, List.of(CrashFile.problem(e)));
  }

  private static int failed(
      Console console, CommandLine command, Outcome outcome, List<Problem> problems) {
    Path file = command.getParseResult().matchedOptionValue("--report-file", (Path) null);
    return failed(console, command, file, outcome, problems);
  }

  /** Says what is wrong, for people and, where they asked for it, for machines. */
  private static int failed(
      Console console,
      CommandLine command,
      @Nullable Path file,
      Outcome outcome,
      List<Problem> problems) {
    if (console.isInterrupted()) {
      ReportGuard.leave(file, command.getCommandName());
      return Outcome.INTERRUPTED.exitCode();
    }
    ParseResult parsed = command.getParseResult();
    boolean json =
        parsed != null
            && parsed.matchedOptionValue("--output", ResultOptions.OutputForm.text)
                == ResultOptions.OutputForm.json;
    if (outcome == Outcome.SUPERSEDED && !json) {
      // Nothing is wrong: it is an end like others.
      problems.forEach(
          problem ->
              console.row(
                  outcome.name(), problem.message() + "; `mlbox follow` tells how it ends"));
    } else {
      problems.forEach(console::problem);
    }
    RunReport report = ReportFile.failure(command.getCommandName(), outcome, problems);
    try {
      if (json && !console.hasPrinted()) {
        console.line(Json.pretty(report));
      }
      ReportFile.write(file, report);
    } catch (MlboxException unwritten) {
      unwritten.problems().forEach(console::problem);
    }
    return outcome.exitCode();
  }
}

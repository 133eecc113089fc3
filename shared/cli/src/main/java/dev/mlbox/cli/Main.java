package dev.mlbox.cli;

import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.json.ResultJson;
import dev.mlbox.engine.spill.Outgrown;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
  private static final Set<String> READ_ROWS = Set.of("evaluate", "check", "box", "deploy");

  private static final Set<String> READ_NONE =
      Set.of("-h", "--help", "-V", "--version", "--dry-run");

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    begin(args);
    exit(run(Console.system(), args));
  }

  /** Beside understanding the command line, what its command will need in any case. */
  private static void begin(String[] args) {
    if (args.length == 0 || args[0].startsWith("-")) {
      return;
    }
    Mlbox.warmReading();
    if (READ_ROWS.contains(args[0]) && Collections.disjoint(List.of(args), READ_NONE)) {
      Mlbox.warm();
    }
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
    CommandLine line = commands(console, args.length == 0 ? "" : args[0]);
    if (args.length == 0) {
      line.usage(System.out);
      return Outcome.INVALID.exitCode();
    }
    return line.execute(args);
  }

  /** All commands. */
  static CommandLine commands(Console console) {
    return commands(console, "");
  }

  /**
   * Commands.
   *
   * @param first word of the command line; the name of a command, or none of them
   */
  private static CommandLine commands(Console console, String first) {
    CommandLine line = new CommandLine(new Main());
    Map<String, Supplier<Object>> all = all(console);
    // Of a command that is named, the others are not made: each costs a hundredth of a second.
    boolean named = all.containsKey(first);
    all.forEach(
        (name, command) -> {
          if (!named || name.equals(first)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, words) -> usage(console, e, words));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, command, parsed, e));
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
      ReportGuard guard = new ReportGuard(file, command.getCommandName(), console);
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

  /** By name, in the order in which they are shown. */
  private static Map<String, Supplier<Object>> all(Console console) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("init", () -> new InitCommand(console));
    all.put("doctor", () -> new DoctorCommand(console));
    all.put(
        "train",
        () -> goal(console, Goal.TRAIN, "Trains or loads the model, if its inputs changed."));
    all.put(
        "evaluate",
        () -> goal(console, Goal.EVALUATE, "Measures the model on the evaluation data."));
    all.put("check", () -> new CheckCommand(console));
    all.put(
        "box", () -> goal(console, Goal.BOX, "Packs a checked model into something that serves."));
    all.put("deploy", () -> new DeployCommand(console));
    all.put("promote", () -> new PromoteCommand(console));
    all.put("revert", () -> new RevertCommand(console));
    all.put("follow", () -> new FollowCommand(console));
    all.put("status", () -> new StatusCommand(console));
    all.put("dashboard", () -> new DashboardCommand(console));
    all.put("history", () -> new HistoryCommand(console));
    all.put("why", () -> new WhyCommand(console));
    all.put("plan", () -> new PlanCommand(console));
    all.put("backtest", () -> new BacktestCommand(console));
    all.put("traffic", () -> new TrafficCommand(console));
    all.put("stop", () -> new StopCommand(console));
    all.put("schema", () -> new SchemaCommand(console));
    return all;
  }

  private static CommandLine goal(Console console, Goal goal, String description) {
    CommandLine command = new CommandLine(new GoalCommand(goal, console));
    command.getCommandSpec().usageMessage().description(description);
    return command;
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

  private static int failed(Console console, CommandLine command, ParseResult parsed, Exception e) {
    if (e instanceof Outgrown outgrown) {
      try {
        return SpilledRun.of(outgrown.spill(), parsed.originalArgs(), console.environment());
      } catch (MlboxException none) {
        return failed(console, command, Outcome.of(none.fault()), none.problems());
      }
    }
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
        console.line(ResultJson.pretty(report));
      }
      ReportFile.write(file, report);
    } catch (MlboxException unwritten) {
      unwritten.problems().forEach(console::problem);
    }
    return outcome.exitCode();
  }
}

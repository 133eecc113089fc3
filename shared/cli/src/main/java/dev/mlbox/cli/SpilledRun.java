package dev.mlbox.cli;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.engine.spill.Spill;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The same command once more, in a process whose heap is in a file. It has this one's terminal,
 * hears its signals, and its end is this one's end.
 */
final class SpilledRun {
  private static final long LAST_WORDS_MILLIS = 5_000;

  /** 128 and SIGKILL, which the system sends when memory is short. */
  private static final int KILLED = 137;

  /** 128 and SIGTERM: before a rollout a signal has ended it. */
  private static final int TERMINATED = 143;

  private final Spill spill;
  private final Map<String, String> environment;

  private SpilledRun(Spill spill, Map<String, String> environment) {
    this.spill = spill;
    this.environment = environment;
  }

  /**
   * Runs it.
   *
   * @param words of the command line
   * @return its exit code
   * @throws MlboxException BROKEN when there is no room for the file
   */
  static int of(Spill spill, List<String> words, Map<String, String> environment) {
    spill.prepare();
    SpilledRun run = new SpilledRun(spill, environment);
    try {
      run.rehearse();
      return run.command(words);
    } catch (IOException e) {
      throw spill.tooSmall(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlboxException.broken(Problem.of("interrupted while the rows were evaluated"), e);
    }
  }

  /** Whether Java can have the file at all; its exit code would be taken for a verdict. */
  private void rehearse() throws IOException, InterruptedException {
    Process trial = java(List.of("-version")).redirectErrorStream(true).start();
    trial.getOutputStream().close();
    String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (trial.waitFor() != 0) {
      throw spill.tooSmall(String.join(" ", said.lines().map(String::strip).toList()));
    }
  }

  private int command(List<String> words) throws IOException, InterruptedException {
    List<String> main =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    main.addAll(words);
    Process process = java(main).inheritIO().start();
    Thread caller = Thread.currentThread();
    Thread hook = new Thread(() -> end(process, caller), "mlbox-spilled");
    Runtime.getRuntime().addShutdownHook(hook);
    int code = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending, too: with the other one's code.
    }
    return believed(code);
  }

  /**
   * The code, if it is one that a command ends with.
   *
   * @throws MlboxException BROKEN when Java itself has ended with it, as without memory or disk
   */
  static int believed(int code) {
    boolean ofCommand =
        code == TERMINATED
            || Arrays.stream(Outcome.values()).anyMatch(each -> each.exitCode() == code);
    if (ofCommand) {
      return code;
    }
    String how = code == KILLED ? "was killed" : "ended with code %d".formatted(code);
    throw MlboxException.broken(
        Problem.of("the process that evaluated the rows with a heap in a file " + how)
            .remedy("was there too little memory for anything? See the system's log"),
        null);
  }

  /** Passes a signal on, and lets the caller say how the other process ended. */
  private static void end(Process process, Thread caller) {
    process.destroy();
    try {
      process.waitFor(1, TimeUnit.MINUTES);
      caller.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProcessBuilder java(List<String> words) {
    List<String> all =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    all.addAll(given);
    if (given.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
      all.add("-XX:+UseSerialGC");
    }
    all.addAll(spill.options());
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().clear();
    builder.environment().putAll(environment);
    // It would come after the command line; what it says is among the arguments already.
    builder.environment().remove("_JAVA_OPTIONS");
    return builder;
  }
}

package dev.mlbox.cli;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.engine.narration.Narrator;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What surrounds a command: where lines go, whether somebody looks, and the environment. */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Map<String, String> environment;
  private final boolean ofProcess;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private boolean printed;
  private volatile boolean kept;

  Console(PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {
    this(out, err, terminal, environment, false);
  }

  private Console(
      PrintStream out,
      PrintStream err,
      boolean terminal,
      Map<String, String> environment,
      boolean ofProcess) {
    this.ofProcess = ofProcess;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  // JDK 22 and later give a console to pipes too, unless told otherwise; src/mlbox tells them.
  @SuppressWarnings("SystemConsoleNull")
  static Console system() {
    boolean terminal = System.console() != null && System.getenv("CI") == null;
    return new Console(System.out, System.err, terminal, System.getenv(), true);
  }

  /** Whether lines go where those of another process go, so that one may go on in its place. */
  boolean isOfProcess() {
    return ofProcess;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Prints what happens; to standard error when standard output is for machines. */
  Listener listener(boolean machine) {
    Narrator narrator = new Narrator(new TerminalLines(machine ? err : out, terminal));
    return event -> {
      narrator.on(event);
      if (event instanceof Event.Noted noted && noted.step().equals(Outcome.INTERRUPTED.name())) {
        interrupted.countDown();
      }
    };
  }

  /**
   * Whether a signal ends the process, and it has been said that nothing was rolled out by then:
   * what breaks afterwards broke by that.
   */
  boolean isInterrupted() {
    try {
      return Ending.isUnderWay() && interrupted.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What came of the command is kept, whatever becomes of the process now. */
  void keep() {
    kept = true;
  }

  boolean hasKept() {
    return kept;
  }

  /** A line of the form {@code name text}. */
  void row(String name, String text) {
    out.println(Narrator.line(name, text));
  }

  boolean isTerminal() {
    return terminal;
  }

  /** Whatever a terminal understands, as it is. */
  void raw(String text) {
    out.print(text);
    out.flush();
  }

  void line(String text) {
    printed = true;
    out.println(text);
  }

  /** Whether there was a line, such as a result. */
  boolean hasPrinted() {
    return printed;
  }

  void problem(Problem problem) {
    err.println("mlbox: " + problem.what());
    if (problem.where() != null) {
      err.println("  where:    " + problem.where());
    }
    if (problem.expected() != null) {
      err.println("  expected: " + problem.expected());
    }
    if (problem.remedy() != null) {
      err.println("  remedy:   " + problem.remedy());
    }
  }
}

package dev.mlbox.engine.process;

import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running program whose output is passed on while it is printed. Whatever ends the wait for it —
 * its own end, the limit, an interrupt, {@link #close}, the end of this JVM — ends all that it
 * started as well: asked first, forced after five seconds.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration AFTERMATH = Duration.ofSeconds(1);

  private final Command command;
  private final StepListener listener;
  private final long start = System.nanoTime();
  private final Process process;
  private final ProcessGroup group;
  private final OutputLines lines;
  private final Thread reader;
  private final Thread hook;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ChildProcess(Command command, Process process, StepListener listener) {
    this.command = command;
    this.listener = listener;
    this.process = process;
    this.group = new ProcessGroup(process.toHandle());
    this.lines = new OutputLines(process.getInputStream(), listener);
    this.reader = new Thread(lines, "output of " + process.pid());
    this.hook = new Thread(() -> group.end(GRACE), "end of " + process.pid());
  }

  /**
   * Starts a program.
   *
   * @throws MlboxException INVALID when it cannot be started
   */
  public static ChildProcess start(Command command, StepListener listener) {
    SearchPath path = SearchPath.of(command.environment());
    ProcessBuilder builder =
        new ProcessBuilder(ProcessGroup.leading(command.words(), path, command.folder()))
            .directory(command.folder().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    try {
      ChildProcess child = new ChildProcess(command, builder.start(), listener);
      child.begin();
      return child;
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of(
                  "`%s` cannot be started: %s".formatted(command.stated().text(), e.getMessage()))
              .at(command.stated().place()));
    }
  }

  /** Starts a program and waits for its end, see {@link #waitFor}. */
  public static Finished run(Command command, StepListener listener) {
    try (ChildProcess child = start(command, listener)) {
      return child.waitFor();
    }
  }

  private void begin() throws IOException {
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(hook);
    process.getOutputStream().close();
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits for the program's end, then ends what it left running.
   *
   * @throws MlboxException BROKEN when it ran into its limit, or this thread was interrupted (and
   *     is so still)
   */
  public Finished waitFor() {
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        close();
        throw stopped("ran longer than " + Span.text(command.limit()) + " and was ended", null);
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw stopped("was interrupted and ended", e);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (!group.awaitEnd(AFTERMATH)) {
      listener.note("what `%s` left running is ended".formatted(command.stated().text()));
    }
    close();
    return new Finished(process.exitValue(), took, lines.last());
  }

  private MlboxException stopped(String what, @Nullable Throwable cause) {
    return MlboxException.broken(
        Problem.of("`%s` %s".formatted(command.stated().text(), what))
            .at(command.stated().place())
            .remedy(Finished.tail(lines.last())),
        cause);
  }

  /** Ends the program and all that it started, and waits until they are gone. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    Set<ProcessHandle> left = group.end(GRACE);
    if (!left.isEmpty()) {
      listener.warning(
          "processes %s of `%s` could not be ended"
              .formatted(
                  left.stream().map(ProcessHandle::pid).sorted().toList(),
                  command.stated().text()));
    }
    joinReader();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, or has run, by itself.
    }
  }

  private void joinReader() {
    try {
      // Whoever left the group may hold the pipe open for ever.
      reader.join(AFTERMATH.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

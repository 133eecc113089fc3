package dev.mlbox.jenkins.lease;

import dev.mlbox.jenkins.result.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at a command until it has ended, and leaves it only when it has: a rollout takes its canary
 * to 0 before it ends, for which it needs its files.
 */
final class Attendance {
  private static final long PAUSE_MILLIS = 200;

  /** For a command to end in after it was asked to. */
  private static final Duration ENDING = Duration.ofMinutes(2);

  private final Command command;
  private final Duration ending;

  /** What is looked at. */
  interface Command {
    /** What came of it; empty while it runs. */
    Optional<Report> look() throws IOException, InterruptedException;

    /**
     * Asks it to end.
     *
     * @param why for the log
     */
    void stop(Why why) throws IOException, InterruptedException;
  }

  /** Why a command is asked to end. */
  enum Why {
    /** It has taken longer than it may. */
    TOO_LONG,
    /** Whoever waits for it was interrupted. */
    INTERRUPTED
  }

  Attendance(Command command) {
    this(command, ENDING);
  }

  /**
   * The same with another patience.
   *
   * @param ending for a command to end in after an interrupt
   */
  Attendance(Command command, Duration ending) {
    this.command = command;
    this.ending = ending;
  }

  /**
   * Waits for its end.
   *
   * @param longest after which it is asked to end
   * @throws InterruptedException when this thread was interrupted, after the command has ended, or
   *     has not in two minutes
   */
  Report within(Duration longest) throws IOException, InterruptedException {
    try {
      return looked(longest);
    } catch (InterruptedException e) {
      end(e);
      throw e;
    }
  }

  private Report looked(Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    boolean stopped = false;
    while (true) {
      Optional<Report> report = command.look();
      if (report.isPresent()) {
        return report.get();
      }
      if (!stopped && System.nanoTime() > end) {
        command.stop(Why.TOO_LONG);
        stopped = true;
      }
      // The command runs on an agent, which reports nothing by itself: it has to be asked.
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private void end(InterruptedException why) {
    try {
      command.stop(Why.INTERRUPTED);
      long end = System.nanoTime() + ending.toNanos();
      while (command.look().isEmpty() && System.nanoTime() < end) {
        // The same: nobody tells when it has ended.
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException | RuntimeException e) {
      // The agent may be what is gone.
      why.addSuppressed(e);
    } catch (InterruptedException e) {
      // Asked twice: whoever does that does not want to wait.
      why.addSuppressed(e);
    }
  }
}

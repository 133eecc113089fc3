package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.lease.Errand;
import dev.mlbox.jenkins.lease.Lookout;
import dev.mlbox.jenkins.lease.Visitor;
import dev.mlbox.jenkins.result.Report;
import hudson.model.Computer;
import hudson.util.StreamTaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/**
 * A command that a person asks for when the build's agent is gone, as agents of a cloud are soon
 * after their build: it waits in Jenkins' queue for an agent that may have the build's credentials,
 * and runs once, on the first that comes, from the configuration that is kept with the build.
 */
final class BorrowedAgent implements Visitor {
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Logger LOG = Logger.getLogger(BorrowedAgent.class.getName());

  private final MlboxAction action;
  private final PrintStream log;
  private final Work work;
  private final String label;
  private final AtomicBoolean taken = new AtomicBoolean();

  /** What is done on the agent. */
  @FunctionalInterface
  interface Work {
    Report on(Computer agent, OutputStream out) throws IOException, InterruptedException;
  }

  /**
   * Of an action that has begun.
   *
   * @param log of what is done by hand; closed in the end
   */
  BorrowedAgent(MlboxAction action, PrintStream log, Work work) {
    this.action = action;
    this.log = log;
    this.work = work;
    this.label = MlboxActions.agents(action);
  }

  /**
   * Waits for an agent.
   *
   * @param configuration kept with the build, its text
   * @param log of what is done by hand; closed in the end
   */
  static void begin(
      MlboxAction action, CommandRun command, String configuration, StreamTaskListener log) {
    Place place = action.place().orElseThrow();
    CommandRun there = command.reading(CommandRun.CONFIG);
    Errand errand =
        new Errand(
            action.getRun(),
            action.id(),
            there,
            configuration,
            place.programs(),
            log);
    BorrowedAgent waiting =
        new BorrowedAgent(
            action, log.getLogger(), (agent, out) -> errand.on(agent, out, action.folder(), LONGEST));
    waiting.ask(place.node());
  }

  /**
   * Asks for an agent.
   *
   * @param gone the build's own
   */
  void ask(String gone) {
    try {
      if (label.isBlank()) {
        // To the queue, no label is any agent.
        end(Messages.BorrowedAgent_none(gone));
        return;
      }
      Lookout lookout = new Lookout(action.getRun(), label, this);
      tell(Messages.BorrowedAgent_waits(gone, label));
      lookout.ask();
      later(
          PATIENCE,
          () -> {
            lookout.withdraw();
            giveUp();
          });
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot ask for an agent: " + label, e);
      end(Messages.BorrowedAgent_unasked(label, String.valueOf(e.getMessage())));
    }
  }

  private static void later(Duration when, Runnable what) {
    var unused = Timer.get().schedule(what, when.toSeconds(), TimeUnit.SECONDS);
  }

  private void tell(String line) {
    try {
      OutputStream out = action.goingOn(log);
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(Level.WARNING, line, e);
    }
  }

  @Override
  public void visit(Computer agent) {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    try (log) {
      Report report = work.on(agent, action.goingOn(log));
      action.end(report);
      ByHand.say(action, report.outcome().name() + " " + report.headline());
    } catch (IOException | RuntimeException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      fail(Messages.MlboxAction_cut());
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody came. */
  void giveUp() {
    end(Messages.BorrowedAgent_nobody(PATIENCE.toMinutes(), label));
  }

  private void end(String why) {
    if (taken.compareAndSet(false, true)) {
      try (log) {
        log.println(why);
        fail(why);
      }
    }
  }

  private void fail(String why) {
    try {
      action.fail(why);
      ByHand.say(action, why);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot keep what came of a command", e);
    }
  }
}

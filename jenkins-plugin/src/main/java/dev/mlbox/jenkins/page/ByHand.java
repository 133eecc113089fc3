package dev.mlbox.jenkins.page;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.util.StreamTaskListener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/**
 * A command that a person started on a build's page: it runs where the build ran, or, when that
 * agent is gone, on another one, and leaves on the build who did it, why, and what came of it.
 */
final class ByHand implements Runnable {
  private static final Logger LOG = Logger.getLogger(ByHand.class.getName());
  private static final long PAUSE_MILLIS = 500;

  private final MlboxAction action;
  private final CommandRun command;
  private final Site site;
  private final StreamTaskListener log;

  private ByHand(MlboxAction action, CommandRun command, Site site, StreamTaskListener log) {
    this.action = action;
    this.command = command;
    this.site = site;
    this.log = log;
  }

  /** Starts a command where another one ran. */
  static HttpResponse begin(MlboxAction origin, Verb verb, String reason) throws IOException {
    if (reason.isBlank()) {
      return HttpResponses.errorWithoutStack(400, Messages.ByHand_reason());
    }
    Optional<Place> place = origin.place();
    FilePath workspace =
        place.map(at -> FilePathUtils.find(at.node(), at.workspace())).orElse(null);
    Optional<File> configuration = MlboxActions.configuration(origin);
    if (place.isEmpty() || (workspace == null && configuration.isEmpty())) {
      return HttpResponses.errorWithoutStack(
          409, Messages.ByHand_away(place.map(Place::node).orElse("")));
    }
    String kept = workspace == null ? Files.readString(configuration.get().toPath()) : "";
    Run<?, ?> run = origin.getRun();
    String user = Jenkins.getAuthentication2().getName();
    CommandRun command =
        new CommandRun(verb, List.of("--reason=" + user + ": " + reason), place.get().terms());
    File logFile = new File(run.getRootDir(), "mlbox-by-hand.log");
    StreamTaskListener log =
        new StreamTaskListener(Files.newOutputStream(logFile.toPath(),
            java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND),
            StandardCharsets.UTF_8);
    String audited = Messages.ByHand_audit(user, verb.word(), reason);
    log.getLogger().println(audited);
    new BuildLog(run).say(audited);
    LOG.log(Level.INFO, () -> user + ": mlbox " + verb.word() + " on " + run + ": " + reason);
    if (workspace == null) {
      BorrowedAgent.begin(MlboxActions.byHand(origin, verb, user), command, kept, log);
      return HttpResponses.redirectTo("..");
    }
    try {
      Site site = site(workspace, run, place.get().programs(), log);
      MlboxAction action = MlboxActions.byHand(origin, verb, user);
      Computer.threadPoolForRemoting.execute(new ByHand(action, command, site, log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return HttpResponses.redirectTo("..");
  }

  private static Site site(
      FilePath workspace, Run<?, ?> run, Map<String, String> programs, StreamTaskListener log)
      throws IOException, InterruptedException {
    EnvVars environment = new EnvVars(run.getEnvironment(log));
    Computer computer = workspace.toComputer();
    if (computer != null) {
      environment.overrideAll(computer.buildEnvironment(log));
    }
    environment.putAll(programs);
    return new Site(workspace, workspace.createLauncher(log), environment, log);
  }

  @Override
  public void run() {
    try {
      try (log) {
        Report report = followed();
        action.end(report);
        say(report.outcome().name() + " " + report.headline());
      } catch (IOException | RuntimeException e) {
        action.fail(String.valueOf(e.getMessage()));
        say(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        command.stop(site);
        action.fail(Messages.MlboxAction_cut());
        Thread.currentThread().interrupt();
      }
    } catch (IOException | InterruptedException e) {
      LOG.log(Level.WARNING, "cannot keep what came of a command", e);
    }
  }

  private void say(String end) throws IOException {
    say(action, end);
  }

  /** What came of a command, in the log of its build. */
  static void say(MlboxAction action, String end) throws IOException {
    new BuildLog(action.getRun())
        .say(Messages.ByHand_end(action.getCommand(), action.getUser(), end));
  }

  private Report followed() throws IOException, InterruptedException {
    var out = action.following(log.getLogger());
    command.start(action.getRun(), site);
    while (true) {
      Optional<Report> report = command.look(action.getRun(), site, out, action.folder());
      if (report.isPresent()) {
        return report.get();
      }
      // The command runs on an agent, which reports nothing by itself: it has to be asked.
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}

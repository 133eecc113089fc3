package dev.mlbox.jenkins;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.announce.Announcements;
import dev.mlbox.jenkins.announce.Announcer;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.page.MlboxActions;
import dev.mlbox.jenkins.result.Report;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Runs a step's command in a Freestyle build, whose thread waits for it. */
final class Conduct {
  private static final long PAUSE_MILLIS = 500;

  private final MlboxStep step;
  private final Run<?, ?> run;
  private final Site site;
  private final CommandRun command;

  private Conduct(MlboxStep step, Run<?, ?> run, Site site) {
    this.step = step;
    this.run = run;
    this.site = site;
    this.command = step.command();
  }

  /** Of a step in a build's workspace. */
  static Conduct of(
      MlboxStep step, AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
      throws IOException, InterruptedException {
    FilePath workspace = build.getWorkspace();
    if (workspace == null) {
      throw new IOException(Messages.Mlbox_noWorkspace());
    }
    EnvVars environment = build.getEnvironment(listener);
    return new Conduct(step, build, new Site(workspace, launcher, environment, listener));
  }

  /** Runs it to its end and gives the build its result. Returns whether later steps may follow. */
  boolean perform() throws IOException, InterruptedException {
    MlboxAction page = MlboxActions.begin(run, command, site, node(site.workspace()), "");
    OutputStream out = page.following(site.listener().getLogger());
    try {
      command.start(run, site);
      Report report = followed(page, out);
      new Announcements(ExtensionList.lookup(Announcer.class))
          .of(run, page, report, site.listener());
      page.end(report);
      return judged(report);
    } catch (InterruptedException e) {
      interrupt(page, out);
      throw e;
    } catch (IOException e) {
      page.fail(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Report followed(MlboxAction page, OutputStream out)
      throws IOException, InterruptedException {
    while (true) {
      Optional<Report> report = command.look(run, site, out, page.folder());
      if (report.isPresent()) {
        return report.get();
      }
      // The command runs on an agent, which reports nothing by itself: it has to be asked.
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** The build is being aborted: the command takes back what it began before the build ends. */
  private void interrupt(MlboxAction page, OutputStream out)
      throws IOException, InterruptedException {
    site.listener().getLogger().println(Messages.MlboxStepExecution_stopping());
    command.stop(site);
    page.end(followed(page, out));
  }

  private boolean judged(Report report) {
    Result result = Verdict.result(report, step.isUnstable());
    if (!step.isPropagate() || result.equals(Result.SUCCESS)) {
      return true;
    }
    new Verdict(report).print(site.listener());
    run.setResult(result);
    return result.equals(Result.UNSTABLE);
  }

  private static String node(FilePath workspace) {
    Computer computer = workspace.toComputer();
    return computer == null ? "" : computer.getName();
  }
}

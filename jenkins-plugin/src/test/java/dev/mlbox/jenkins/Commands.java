package dev.mlbox.jenkins;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.agent.Terms;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.page.MlboxActions;
import dev.mlbox.jenkins.settings.CredentialIds;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands for tests, in a workspace of this machine. */
public final class Commands {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Path workspace;

  public Commands(Path workspace) {
    this.workspace = workspace;
  }

  /** A command that has not begun. */
  public static CommandRun of(Verb verb) {
    CredentialIds none = new CredentialIds("", "", "", "");
    return new CommandRun(verb, List.of(), new Terms("models/mlbox.yaml", Map.of(), "", none));
  }

  /** The workspace, and a log that can be read. */
  public Site site() {
    PrintStream printed = new PrintStream(log, true, StandardCharsets.UTF_8);
    TaskListener listener = () -> printed;
    return new Site(
        new FilePath(workspace.toFile()), new Launcher() {}, new EnvVars(), listener);
  }

  /** What was logged. */
  public String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /** A command's action on a build. */
  public MlboxAction action(LocalRun run, Verb verb) {
    return MlboxActions.begin(run, of(verb), site(), "agent", "");
  }
}

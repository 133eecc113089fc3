package dev.mlbox.jenkins.agent;

import dev.mlbox.jenkins.command.Order;
import dev.mlbox.jenkins.command.Shell;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.durabletask.DurableTask;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;
import org.jspecify.annotations.Nullable;

/**
 * A command on an agent that goes on whether the controller looks or not. Holds paths only, so that
 * it can be kept with a build; whoever looks brings the {@link Site}.
 */
final class AgentCommand implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Has the number of the command's process. */
  static final String NUMBER = "number";

  /** What the command takes for a pull request. */
  private static final List<String> FORGE_TOKENS =
      List.of(
          "MLBOX_PR_TOKEN",
          "GITHUB_TOKEN",
          "GH_TOKEN",
          "GITLAB_TOKEN",
          "BITBUCKET_TOKEN",
          "GITEA_TOKEN",
          "FORGEJO_TOKEN");

  private final String folder;
  private final Controller controller;
  private transient boolean written;

  AgentCommand(String folder, Controller controller) {
    this.folder = folder;
    this.controller = controller;
  }

  /** Starts it in a folder of its own beside the workspace. */
  static AgentCommand start(Order order, String tool, Secrets secrets, Site site)
      throws IOException, InterruptedException {
    FilePath folder = beside(site.workspace()).child("mlbox-" + UUID.randomUUID());
    folder.mkdirs();
    try {
      List<String> words = new ArrayList<>(Program.words(tool, site));
      words.addAll(order.words(folder.child("report.json").getRemote()));
      EnvVars environment = new EnvVars(site.environment());
      lend(environment, secrets.place(folder));
      DurableTask task = task(words, folder.child(NUMBER).getRemote(), site.launcher().isUnix());
      Controller controller =
          task.launch(environment, site.workspace(), site.launcher(), site.listener());
      return new AgentCommand(folder.getRemote(), controller);
    } catch (IOException | InterruptedException | RuntimeException e) {
      folder.deleteRecursive();
      throw e;
    }
  }

  /** The token for git is also the one for pull requests, unless the build has set another one. */
  static void lend(EnvVars environment, Map<String, String> secrets) {
    secrets.forEach(environment::put);
    String token = secrets.get("MLBOX_GIT_TOKEN");
    if (token != null && FORGE_TOKENS.stream().noneMatch(environment::containsKey)) {
      environment.put("MLBOX_PR_TOKEN", token);
    }
  }

  private static FilePath beside(FilePath workspace) throws IOException {
    FilePath folder = WorkspaceList.tempDir(workspace);
    if (folder == null) {
      throw new IOException("the workspace " + workspace.getRemote() + " has no folder above it");
    }
    return folder;
  }

  private static DurableTask task(List<String> words, String numberFile, boolean unix)
      throws AbortException {
    try {
      return unix
          ? new BourneShellScript(Shell.POSIX.script(words, numberFile))
          : new WindowsBatchScript(Shell.BATCH.script(words, numberFile));
    } catch (IllegalArgumentException e) {
      throw new AbortException("mlbox: " + e.getMessage());
    }
  }

  /** Copies what was written since the last look. Returns the exit code, null while it runs. */
  @Nullable Integer look(Site site, OutputStream log) throws IOException, InterruptedException {
    Integer code = controller.exitStatus(site.workspace(), site.launcher(), site.listener());
    written = false;
    while (controller.writeLog(site.workspace(), log)) {
      log.flush();
      written = true;
    }
    return code;
  }

  /** Whether the last look has copied something: how far that came is known here alone. */
  boolean hasWritten() {
    return written;
  }

  /**
   * Asks it to end, as Ctrl-C does: a rollout first takes its canary to 0. Only the command itself
   * is asked: durable-task would first kill what the command has started, on the local target the
   * boxes that serve.
   */
  void stop(Site site) throws IOException, InterruptedException {
    FilePath file = site.workspace().child(folder).child(NUMBER);
    String number = site.launcher().isUnix() && file.exists() ? text(file).strip() : "";
    if (!number.matches("[1-9][0-9]*") || !isSignalled(number, site)) {
      controller.stop(site.workspace(), site.launcher());
    }
  }

  /** By the shell that also runs the script: slim images have no program of that name. */
  private static boolean isSignalled(String number, Site site) throws InterruptedException {
    try {
      String[] words = {"sh", "-c", "kill -TERM \"$0\"", number};
      return site.launcher().launch().cmds(words).quiet(true).join() == 0;
    } catch (IOException e) {
      // Nothing was signalled; durable-task has ways of its own.
      return false;
    }
  }

  /** What it reported; empty when it wrote nothing. */
  String report(Site site) throws IOException, InterruptedException {
    FilePath file = site.workspace().child(folder).child("report.json");
    return file.exists() ? text(file) : "";
  }

  private static String text(FilePath file) throws IOException, InterruptedException {
    try (InputStream in = file.read()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Removes everything of it from the agent, secrets first. */
  void remove(Site site) throws IOException, InterruptedException {
    site.workspace().child(folder).deleteRecursive();
    controller.cleanup(site.workspace());
  }
}

package dev.mlbox.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.Commands;
import dev.mlbox.jenkins.command.Masking;
import dev.mlbox.jenkins.command.Shell;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.SlimLauncher;
import hudson.model.TaskListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class AgentCommandTest {
  @TempDir private Path folder;
  private final Stopping controller = new Stopping();

  /** What kills whatever a command has started. */
  private static final class Stopping extends Controller {
    private static final long serialVersionUID = 1L;
    private boolean isStopped;

    @Override
    public boolean writeLog(FilePath workspace, OutputStream sink) {
      return false;
    }

    @Override
    public void stop(FilePath workspace, Launcher launcher) {
      isStopped = true;
    }

    @Override
    public void cleanup(FilePath workspace) {}
  }

  @Test
  void anAbortEndsTheCommandAndNotTheBoxesThatItStarted() throws Exception {
    endsTheCommandOnly(new SlimLauncher("sh", "kill"));
  }

  @Test
  void anAgentWithoutAProgramThatKillsSignalsTheCommandToo() throws Exception {
    endsTheCommandOnly(new SlimLauncher("sh"));
  }

  private void endsTheCommandOnly(Launcher launcher) throws Exception {
    // A program that starts a box, says so, and goes on.
    List<String> words =
        List.of("sh", "-c", "sleep 600 >/dev/null & echo $!; exec sleep 600 >/dev/null");
    Path number = folder.resolve(AgentCommand.NUMBER);
    Path script =
        Files.writeString(
            folder.resolve("script.sh"), Shell.POSIX.script(words, number.toString()));
    Process process = new ProcessBuilder("sh", script.toString()).start();
    try (BufferedReader lines = process.inputReader()) {
      ProcessHandle box = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
      try {
        stop(launcher);

        assertThat(process.waitFor()).as("ended by SIGTERM").isEqualTo(128 + 15);
        assertThat(box.isAlive()).as("the box").isTrue();
        assertThat(controller.isStopped).isFalse();
      } finally {
        box.destroyForcibly();
      }
    }
  }

  @Test
  void aCommandWhoseNumberIsNotKnownIsStoppedWithAllItStarted() throws Exception {
    stop();

    assertThat(controller.isStopped).isTrue();
  }

  @Test
  void aNumberThatIsNoneIsNotSignalled() throws Exception {
    Files.writeString(folder.resolve(AgentCommand.NUMBER), "-1\n");

    stop();

    assertThat(controller.isStopped).isTrue();
  }

  @Test
  void whereNothingCanBeStartedTheCommandIsStoppedWithAllItStarted() throws Exception {
    Files.writeString(folder.resolve(AgentCommand.NUMBER), "2000000000\n");

    stop(new SlimLauncher());

    assertThat(controller.isStopped).isTrue();
  }

  private void stop() throws IOException, InterruptedException {
    stop(new SlimLauncher("sh"));
  }

  private void stop(Launcher launcher) throws IOException, InterruptedException {
    Site site = new Commands(folder).site();
    new AgentCommand(folder.toString(), controller)
        .stop(new Site(site.workspace(), launcher, site.environment(), site.listener()));
  }

  /** A controller that was started again showed the log from the beginning of the command. */
  @Test
  void linesThatWereShownAreToBeKept() throws Exception {
    Deque<String> log = new ArrayDeque<>(List.of("train  12 s\nche", "ck", "ed\n"));
    AgentCommand command = new AgentCommand(folder.toString(), new Speaking(log));
    Masking masking = new Masking(List.of());
    OutputStream out = masking.to(OutputStream.nullOutputStream());
    Site site = new Commands(folder).site();

    command.look(site, out);
    assertThat(command.hasWritten()).isTrue();
    assertThat(masking.isWhole()).as("a line without its end is in memory alone").isFalse();
    command.look(site, out);
    command.look(site, out);
    assertThat(masking.isWhole()).isTrue();
    command.look(site, out);
    assertThat(command.hasWritten()).isFalse();
  }

  /** Writes one piece of a log at each look. */
  private static final class Speaking extends Controller {
    private static final long serialVersionUID = 1L;
    private final transient Deque<String> log;
    private boolean looked;

    Speaking(Deque<String> log) {
      this.log = log;
    }

    @Override
    public @Nullable Integer exitStatus(
        FilePath workspace, Launcher launcher, TaskListener listener) {
      looked = false;
      return null;
    }

    @Override
    public boolean writeLog(FilePath workspace, OutputStream sink) throws IOException {
      if (looked || log.isEmpty()) {
        return false;
      }
      looked = true;
      sink.write(log.removeFirst().getBytes(StandardCharsets.UTF_8));
      return true;
    }

    @Override
    public void cleanup(FilePath workspace) {}
  }

  @Test
  void theTokenForGitIsAlsoTheOneForPullRequestsUnlessTheBuildHasSetOne() {
    EnvVars environment = new EnvVars();
    AgentCommand.lend(environment, Map.of("MLBOX_GIT_TOKEN", "of git"));
    assertThat(environment).containsEntry("MLBOX_PR_TOKEN", "of git");

    EnvVars own = new EnvVars();
    own.put("GITEA_TOKEN", "of the build");
    AgentCommand.lend(own, Map.of("MLBOX_GIT_TOKEN", "of git"));
    assertThat(own).doesNotContainKey("MLBOX_PR_TOKEN");

    EnvVars without = new EnvVars();
    AgentCommand.lend(without, Map.of("MLBOX_REGISTRY_USER", "ana"));
    assertThat(without).doesNotContainKey("MLBOX_PR_TOKEN");
  }
}

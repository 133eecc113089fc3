package dev.mlbox.jenkins.lease;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Site;
import dev.mlbox.jenkins.result.Report;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One command on an agent that had nothing to do with the build until now: it gets a folder with
 * the configuration, and leaves nothing behind.
 *
 * @param run whose command it is
 * @param number of the command in its build
 * @param command reads {@link CommandRun#CONFIG}
 * @param configuration its text
 * @param programs the variables by which the build found the command line
 * @param listener the build's log
 */
public record Errand(
    Run<?, ?> run,
    int number,
    CommandRun command,
    String configuration,
    Map<String, String> programs,
    TaskListener listener) {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /**
   * Runs it to its end, or asks it to end when it takes too long or this thread is interrupted, and
   * waits for that.
   *
   * @param out gets what it writes
   * @param keep the folder that gets its report
   */
  public Report on(Computer agent, OutputStream out, File keep)
      throws IOException, InterruptedException {
    return on(agent, out, keep, LONGEST);
  }

  /**
   * The same for a command that may take longer.
   *
   * @param longest after which it is asked to end
   */
  public Report on(Computer agent, OutputStream out, File keep, Duration longest)
      throws IOException, InterruptedException {
    Node node = agent.getNode();
    FilePath root = node == null ? null : node.getRootPath();
    if (node == null || root == null) {
      throw new IOException(Messages.Errand_away(agent.getName()));
    }
    // The same one each time: what a killed controller has left is removed by the next look.
    // Two rollouts of one build may be looked after on one agent at once.
    FilePath folder =
        root.child("mlbox-%x-%d".formatted(run.getUrl().hashCode(), number));
    remove(folder);
    folder.mkdirs();
    try {
      folder.child(CommandRun.CONFIG).write(configuration, "UTF-8");
      Site site =
          new Site(folder, node.createLauncher(listener), environment(agent, root), listener);
      command.start(run, site);
      return followed(site, out, keep, longest);
    } finally {
      remove(folder);
    }
  }

  private static void remove(FilePath folder) throws IOException, InterruptedException {
    folder.sibling(folder.getName() + "@tmp").deleteRecursive();
    folder.deleteRecursive();
  }

  private EnvVars environment(Computer agent, FilePath root)
      throws IOException, InterruptedException {
    EnvVars environment = new EnvVars(run.getEnvironment(listener));
    environment.overrideAll(agent.buildEnvironment(listener));
    for (Map.Entry<String, String> program : programs.entrySet()) {
      // What the build's agent had in one place, this one may have in another, or as a tool.
      if (root.child(program.getValue()).exists()) {
        environment.put(program.getKey(), program.getValue());
      }
    }
    return environment;
  }

  private Report followed(Site site, OutputStream out, File keep, Duration longest)
      throws IOException, InterruptedException {
    Attendance.Command attended =
        new Attendance.Command() {
          @Override
          public Optional<Report> look() throws IOException, InterruptedException {
            return command.look(run, site, out, keep);
          }

          @Override
          public void stop(Attendance.Why why) throws IOException, InterruptedException {
            String said =
                why == Attendance.Why.TOO_LONG
                    ? Messages.Errand_long(longest.toMinutes())
                    : Messages.Errand_stopped();
            out.write((said + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            command.stop(site);
          }
        };
    return new Attendance(attended).within(longest);
  }
}

package dev.mlbox.jenkins.announce;

import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.result.Report;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** Passes a command's result on to one other plugin. */
public interface Announcer extends ExtensionPoint {
  /** What it passes on, for the log when that does not work. */
  String what();

  /**
   * Passes it on.
   *
   * @param action the command's, whose folder has the files that the command wrote
   */
  void announce(Run<?, ?> run, MlboxAction action, Report report, TaskListener listener)
      throws IOException, InterruptedException;
}

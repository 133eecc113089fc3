package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;

public abstract class FileMonitoringTask extends DurableTask {
  public FileMonitoringTask() {}

  public final Controller launch(EnvVars arg0, FilePath arg1, Launcher arg2, TaskListener arg3)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }
}

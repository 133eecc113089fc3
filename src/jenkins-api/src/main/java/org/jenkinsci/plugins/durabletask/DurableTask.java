package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.TaskListener;
import java.io.IOException;

public abstract class DurableTask extends AbstractDescribableImpl<DurableTask>
    implements ExtensionPoint {
  public DurableTask() {}

  public abstract Controller launch(EnvVars arg0, FilePath arg1, Launcher arg2, TaskListener arg3)
      throws IOException, InterruptedException;
}

package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

public abstract class Controller implements Serializable {
  public Controller() {}

  public abstract boolean writeLog(FilePath arg0, OutputStream arg1)
      throws IOException, InterruptedException;

  public Integer exitStatus(FilePath arg0, Launcher arg1, TaskListener arg2)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void stop(FilePath arg0, Launcher arg1) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public abstract void cleanup(FilePath arg0) throws IOException, InterruptedException;
}

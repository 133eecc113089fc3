package hudson.model;

import hudson.FilePath;
import hudson.Launcher;

public abstract class Node {
  public abstract String getLabelString();

  public abstract FilePath getRootPath();

  public abstract Launcher createLauncher(TaskListener arg0);
}

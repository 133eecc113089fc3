package hudson.slaves;

import hudson.FilePath;

public final class WorkspaceList {
  public static FilePath tempDir(FilePath arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}

package hudson.model;

import hudson.EnvVars;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable implements AccessControlled {
  public Result getResult() {
    throw new UnsupportedOperationException("a signature only");
  }

  public void setResult(Result arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public boolean isBuilding() {
    throw new UnsupportedOperationException("a signature only");
  }

  public JobT getParent() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getDisplayName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getFullDisplayName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getUrl() {
    throw new UnsupportedOperationException("a signature only");
  }

  public int getNumber() {
    throw new UnsupportedOperationException("a signature only");
  }

  public RunT getPreviousBuild() {
    throw new UnsupportedOperationException("a signature only");
  }

  public File getRootDir() {
    throw new UnsupportedOperationException("a signature only");
  }

  public synchronized void save() throws IOException {
    throw new UnsupportedOperationException("a signature only");
  }

  public EnvVars getEnvironment(TaskListener arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public ACL getACL() {
    throw new UnsupportedOperationException("a signature only");
  }
}

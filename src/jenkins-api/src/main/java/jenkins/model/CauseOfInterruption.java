package jenkins.model;

import hudson.model.TaskListener;
import java.io.Serializable;

public abstract class CauseOfInterruption implements Serializable {
  public CauseOfInterruption() {}

  public abstract String getShortDescription();

  public void print(TaskListener arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static final class UserInterruption extends CauseOfInterruption {
    public UserInterruption(String arg0) {}

    @Override
    public String getShortDescription() {
      throw new UnsupportedOperationException("a signature only");
    }
  }
}

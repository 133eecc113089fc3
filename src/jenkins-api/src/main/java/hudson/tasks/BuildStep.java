package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;

public interface BuildStep {
  abstract boolean perform(AbstractBuild<?, ?> arg0, Launcher arg1, BuildListener arg2)
      throws InterruptedException, IOException;

  default BuildStepMonitor getRequiredMonitorService() {
    throw new UnsupportedOperationException("a signature only");
  }
}

package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;

public abstract class BuildStepCompatibilityLayer implements BuildStep {
  public boolean perform(AbstractBuild<?, ?> arg0, Launcher arg1, BuildListener arg2)
      throws InterruptedException, IOException {
    throw new UnsupportedOperationException("a signature only");
  }
}

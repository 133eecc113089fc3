package hudson.tools;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.DescribableList;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

public abstract class ToolInstallation extends AbstractDescribableImpl<ToolInstallation>
    implements Serializable, ExtensionPoint {
  protected ToolInstallation(String arg0, String arg1, List<? extends ToolProperty<?>> arg2) {}

  public String getName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getHome() {
    throw new UnsupportedOperationException("a signature only");
  }

  public void buildEnvVars(EnvVars arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public synchronized DescribableList<ToolProperty<?>, ToolPropertyDescriptor> getProperties() {
    throw new UnsupportedOperationException("a signature only");
  }

  protected String translateFor(Node arg0, TaskListener arg1)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }
}

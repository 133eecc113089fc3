package hudson.tools;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Describable;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;

public abstract class ToolInstaller implements Describable<ToolInstaller>, ExtensionPoint {
  protected ToolInstaller(String arg0) {}

  public abstract FilePath performInstallation(ToolInstallation arg0, Node arg1, TaskListener arg2)
      throws IOException, InterruptedException;

  public final String getLabel() {
    throw new UnsupportedOperationException("a signature only");
  }

  protected final FilePath preferredLocation(ToolInstallation arg0, Node arg1) {
    throw new UnsupportedOperationException("a signature only");
  }

  public ToolInstallerDescriptor<?> getDescriptor() {
    throw new UnsupportedOperationException("a signature only");
  }
}

package hudson.tools;

import hudson.model.Descriptor;

public abstract class ToolInstallerDescriptor<T extends ToolInstaller>
    extends Descriptor<ToolInstaller> {
  public boolean isApplicable(Class<? extends ToolInstallation> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}

package hudson.tools;

import hudson.model.Descriptor;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class ToolDescriptor<T extends ToolInstallation>
    extends Descriptor<ToolInstallation> {
  protected ToolDescriptor() {}

  public T[] getInstallations() {
    throw new UnsupportedOperationException("a signature only");
  }

  public List<? extends ToolInstaller> getDefaultInstallers() {
    throw new UnsupportedOperationException("a signature only");
  }

  public boolean configure(StaplerRequest2 arg0, JSONObject arg1) throws FormException {
    throw new UnsupportedOperationException("a signature only");
  }
}

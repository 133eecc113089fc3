package dev.mlbox.jenkins.settings;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolInstaller;
import hudson.tools.ToolProperty;
import java.io.IOException;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The command line on an agent: a folder with its jar, or the jar. Usable in {@code tools}. */
public final class MlboxInstallation extends ToolInstallation
    implements NodeSpecific<MlboxInstallation>, EnvironmentSpecific<MlboxInstallation> {
  private static final long serialVersionUID = 1L;

  /** The variable by which a Declarative {@code tools} block hands the folder to steps. */
  public static final String HOME = "MLBOX_HOME";

  @DataBoundConstructor
  public MlboxInstallation(
      String name, String home, List<? extends ToolProperty<?>> properties) {
    super(name, home, properties);
  }

  @Override
  public MlboxInstallation forNode(Node node, TaskListener log)
      throws IOException, InterruptedException {
    return new MlboxInstallation(getName(), translateFor(node, log), getProperties().toList());
  }

  @Override
  public MlboxInstallation forEnvironment(EnvVars environment) {
    return new MlboxInstallation(
        getName(), environment.expand(getHome()), getProperties().toList());
  }

  @Override
  public void buildEnvVars(EnvVars env) {
    String home = getHome();
    if (home != null) {
      env.put(HOME, home);
    }
  }

  /** Its form in the global tool configuration. */
  @Extension
  @Symbol("mlbox")
  public static final class DescriptorImpl extends ToolDescriptor<MlboxInstallation> {

    public DescriptorImpl() {
      load();
    }

    @Override
    public String getDisplayName() {
      return "mlbox";
    }

    @Override
    public List<? extends ToolInstaller> getDefaultInstallers() {
      return List.of(new MlboxReleaseInstaller("", "", "", ""));
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
      boolean done = super.configure(request, json);
      save();
      return done;
    }
  }
}

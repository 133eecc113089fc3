package dev.mlbox.jenkins;

import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Builder;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/** A command as a build step of a Freestyle job. */
public final class MlboxBuilder extends Builder {
  private final MlboxStep step;

  @DataBoundConstructor
  public MlboxBuilder(MlboxStep step) {
    this.step = step;
  }

  public MlboxStep getStep() {
    return step;
  }

  @Override
  public BuildStepMonitor getRequiredMonitorService() {
    return BuildStepMonitor.NONE;
  }

  @Override
  public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
      throws InterruptedException, IOException {
    return Conduct.of(step, build, launcher, listener).perform();
  }

  /** Its form. */
  @Extension
  public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

    public DescriptorImpl() {
      super(MlboxBuilder.class);
    }

    @Override
    public String getDisplayName() {
      return Messages.MlboxBuilder_name();
    }

    @Override
    @SuppressWarnings("rawtypes") // As the class above has it.
    public boolean isApplicable(Class<? extends AbstractProject> jobType) {
      return true;
    }

    /** The commands to choose from. */
    public List<MlboxStepDescriptor> getSteps() {
      return MlboxStepDescriptor.each();
    }
  }
}

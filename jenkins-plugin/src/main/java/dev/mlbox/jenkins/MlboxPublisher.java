package dev.mlbox.jenkins;

import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Recorder;
import hudson.tasks.Publisher;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/** A command as a post-build action of a Freestyle job; not done when the build has failed. */
@SuppressWarnings("unchecked") // Recorder has a raw descriptor.
public final class MlboxPublisher extends Recorder {
  private final MlboxStep step;

  @DataBoundConstructor
  public MlboxPublisher(MlboxStep step) {
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
    Result sofar = build.getResult();
    if (sofar != null && sofar.isWorseThan(Result.UNSTABLE)) {
      listener.getLogger().println(Messages.MlboxPublisher_skipped(step.verb().word(), sofar));
      return true;
    }
    return Conduct.of(step, build, launcher, listener).perform();
  }

  /** Its form. */
  @Extension
  public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {

    public DescriptorImpl() {
      super(MlboxPublisher.class);
    }

    @Override
    public String getDisplayName() {
      return Messages.MlboxPublisher_name();
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

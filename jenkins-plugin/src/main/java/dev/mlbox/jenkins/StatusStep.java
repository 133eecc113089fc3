package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlboxStatus}: says which version serves and where a rollout stands. */
public final class StatusStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public StatusStep() {}

  @Override
  Verb verb() {
    return Verb.STATUS;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.STATUS);
    }

    @Override
    public String getDisplayName() {
      return Messages.StatusStep_name();
    }
  }
}

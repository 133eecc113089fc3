package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlboxDeploy}: checks, boxes, and rolls out as a canary; alone it does everything. */
public final class DeployStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public DeployStep() {}

  @Override
  Verb verb() {
    return Verb.DEPLOY;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.DEPLOY);
    }

    @Override
    public String getDisplayName() {
      return Messages.DeployStep_name();
    }
  }
}

package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code mlboxDeploy}: checks, boxes, and rolls out as a canary; alone it does everything. */
public final class DeployStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  private boolean detach;

  @DataBoundConstructor
  public DeployStep() {}

  /** Whether it ends once a pilot in the cluster drives the rollout. */
  public boolean isDetach() {
    return detach;
  }

  @DataBoundSetter
  public void setDetach(boolean detach) {
    this.detach = detach;
  }

  @Override
  List<String> more() {
    return detach ? List.of("--detach") : List.of();
  }

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

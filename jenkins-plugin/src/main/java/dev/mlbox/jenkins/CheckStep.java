package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlboxCheck}: measures the model and judges it by its gates. */
public final class CheckStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public CheckStep() {}

  @Override
  Verb verb() {
    return Verb.CHECK;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.CHECK);
    }

    @Override
    public String getDisplayName() {
      return Messages.CheckStep_name();
    }
  }
}

package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlboxEvaluate}: measures the model on the evaluation data. */
public final class EvaluateStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public EvaluateStep() {}

  @Override
  Verb verb() {
    return Verb.EVALUATE;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.EVALUATE);
    }

    @Override
    public String getDisplayName() {
      return Messages.EvaluateStep_name();
    }
  }
}

package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlboxTrain}: trains or loads the model, if its inputs changed. */
public final class TrainStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public TrainStep() {}

  @Override
  Verb verb() {
    return Verb.TRAIN;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.TRAIN);
    }

    @Override
    public String getDisplayName() {
      return Messages.TrainStep_name();
    }
  }
}

package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlboxBox}: packs a checked model into something that serves. */
public final class BoxStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public BoxStep() {}

  @Override
  Verb verb() {
    return Verb.BOX;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.BOX);
    }

    @Override
    public String getDisplayName() {
      return Messages.BoxStep_name();
    }
  }
}

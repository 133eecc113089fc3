package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlboxPromote}: promotes the canary now, whatever has been shown of it. */
public final class PromoteStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  private final String reason;

  @DataBoundConstructor
  public PromoteStep(String reason) {
    this.reason = Util.fixNull(reason);
  }

  /** Why; goes into the history. */
  public String getReason() {
    return reason;
  }

  @Override
  Verb verb() {
    return Verb.PROMOTE;
  }

  @Override
  List<String> more() {
    return List.of("--reason=" + reason);
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.PROMOTE);
    }

    @Override
    public String getDisplayName() {
      return Messages.PromoteStep_name();
    }

    @POST
    public FormValidation doCheckReason(@QueryParameter String value) {
      return value.isBlank()
          ? FormValidation.error(Messages.PromoteStep_reason())
          : FormValidation.ok();
    }
  }
}

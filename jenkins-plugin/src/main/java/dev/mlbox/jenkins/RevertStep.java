package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlboxRevert}: ends the canary; without one, goes back to an earlier version. */
public final class RevertStep extends MlboxStep {
  private static final long serialVersionUID = 1L;

  private String version = "";
  private String reason = "";

  @DataBoundConstructor
  public RevertStep() {}

  /** Which version; empty for the one before the present one. */
  public String getVersion() {
    return version;
  }

  @DataBoundSetter
  public void setVersion(String version) {
    this.version = Util.fixNull(version).strip();
  }

  /** Why; goes into the history. */
  public String getReason() {
    return reason;
  }

  @DataBoundSetter
  public void setReason(String reason) {
    this.reason = Util.fixNull(reason);
  }

  @Override
  Verb verb() {
    return Verb.REVERT;
  }

  @Override
  List<String> more() {
    List<String> words = new ArrayList<>();
    if (!reason.isBlank()) {
      words.add("--reason=" + reason);
    }
    if (!version.isEmpty()) {
      words.add(version);
    }
    return words;
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends MlboxStepDescriptor {

    public DescriptorImpl() {
      super(Verb.REVERT);
    }

    @Override
    public String getDisplayName() {
      return Messages.RevertStep_name();
    }

    @POST
    public FormValidation doCheckVersion(@QueryParameter String value) {
      return value.isBlank() || value.strip().matches("[0-9a-f]{4,64}")
          ? FormValidation.ok()
          : FormValidation.error(Messages.RevertStep_version(value));
    }
  }
}

package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Label;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code mlboxFollow}: waits, outside of {@code node}, for the end of the rollout that the build's
 * {@code mlboxDeploy(detach: true)} has begun, and holds no agent meanwhile.
 */
public final class FollowStep extends Step implements Serializable {
  private static final long serialVersionUID = 1L;
  static final int LEAST_SECONDS = 5;
  private static final int USUAL_SECONDS = 60;

  private String label = "";
  private int every = USUAL_SECONDS;
  private boolean propagate = true;

  @DataBoundConstructor
  public FollowStep() {}

  /** Which agents may be asked to look; empty for any. */
  public String getLabel() {
    return label;
  }

  @DataBoundSetter
  public void setLabel(String label) {
    this.label = Util.fixNull(label).strip();
  }

  /** Seconds between two looks. */
  public int getEvery() {
    return every;
  }

  @DataBoundSetter
  public void setEvery(int every) {
    this.every = Math.max(LEAST_SECONDS, every);
  }

  public boolean isPropagate() {
    return propagate;
  }

  @DataBoundSetter
  public void setPropagate(boolean propagate) {
    this.propagate = propagate;
  }

  @Override
  public StepExecution start(StepContext context) throws AbortException {
    String problem = problemOf(label);
    if (!problem.isEmpty()) {
      throw new AbortException(problem);
    }
    return new FollowExecution(context, label, every, new Ending(false, propagate));
  }

  /** Why a text says of no agent whether it will do; empty when it does. */
  private static String problemOf(String label) {
    try {
      if (!label.isBlank()) {
        Label.parseExpression(label);
      }
      return "";
    } catch (IllegalArgumentException e) {
      return Messages.FollowStep_label(label);
    }
  }

  /** Its name and form. */
  @Extension
  public static final class DescriptorImpl extends StepDescriptor {

    @Override
    public String getFunctionName() {
      return Verb.FOLLOW.step();
    }

    @Override
    public String getDisplayName() {
      return Messages.FollowStep_name();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(Run.class, TaskListener.class);
    }

    @POST
    public FormValidation doCheckLabel(@QueryParameter String value) {
      String problem = problemOf(Util.fixNull(value).strip());
      return problem.isEmpty() ? FormValidation.ok() : FormValidation.error(problem);
    }

    @POST
    public FormValidation doCheckEvery(@QueryParameter String value) {
      return value.strip().matches("[0-9]{1,5}") && Integer.parseInt(value.strip()) >= LEAST_SECONDS
          ? FormValidation.ok()
          : FormValidation.error(Messages.FollowStep_every(LEAST_SECONDS));
    }
  }
}

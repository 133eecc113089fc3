package dev.mlbox.jenkins.lease;

import hudson.model.Executor;
import hudson.model.Item;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.core.Authentication;

/**
 * What waits in Jenkins' queue for an agent as a build does, has it for a moment, and gives it back.
 * It is not kept when the controller ends: whoever needs it asks again.
 */
@ExportedBean
public final class Lookout implements Queue.TransientTask, AccessControlled {
  private final Run<?, ?> run;
  private final @Nullable Label label;
  private final Visitor visitor;

  /**
   * A lookout.
   *
   * @param run for whom an agent is needed
   * @param label which agents will do; empty for any
   * @param visitor what is done there
   * @throws IllegalArgumentException when the label is no expression: the queue asks for it again
   *     and again, and nobody behind this one would get an agent
   */
  public Lookout(Run<?, ?> run, String label, Visitor visitor) {
    this.run = run;
    this.label = label.isBlank() ? null : Label.parseExpression(label);
    this.visitor = visitor;
  }

  /** Asks for an agent; does nothing when it waits for one already. */
  public void ask() {
    Queue.getInstance().schedule2(this, 0);
  }

  /** Waits no longer; does nothing to a visit that has begun. */
  public void withdraw() {
    Queue.getInstance().cancel(this);
  }

  @Override
  public @Nullable Label getAssignedLabel() {
    return label;
  }

  @Override
  public Queue.Executable createExecutable() {
    return new Visit();
  }

  @Override
  public String getName() {
    return getDisplayName();
  }

  @Override
  public String getDisplayName() {
    return Messages.Lookout_name(run.getFullDisplayName());
  }

  @Exported
  @Override
  public String getFullDisplayName() {
    return getDisplayName();
  }

  @Exported
  @Override
  public String getUrl() {
    return run.getUrl();
  }

  @Override
  public ACL getACL() {
    return run.getACL();
  }

  @Override
  public void checkAbortPermission() {
    checkPermission(Item.CANCEL);
  }

  @Override
  public boolean hasAbortPermission() {
    return hasPermission(Item.CANCEL);
  }

  /** Whoever the build's job acts as. */
  @Override
  public Authentication getDefaultAuthentication2() {
    return run.getParent() instanceof Queue.Task job
        ? job.getDefaultAuthentication2()
        : Queue.TransientTask.super.getDefaultAuthentication2();
  }

  /** On an agent. */
  @ExportedBean
  public final class Visit implements Queue.Executable {
    private Visit() {}

    @Override
    public Lookout getParent() {
      return Lookout.this;
    }

    @Exported
    public String getFullDisplayName() {
      return getDisplayName();
    }

    @Override
    public void run() {
      visitor.visit(Executor.currentExecutor().getOwner());
    }

    @Override
    public String toString() {
      return getDisplayName();
    }
  }
}

package dev.mlbox.jenkins;

import dev.mlbox.jenkins.result.Report;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step makes of its command's report. */
final class Ending implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean unstable;
  private final boolean propagate;

  /**
   * An ending.
   *
   * @param unstable whether a rejection makes the build unstable only
   * @param propagate whether the outcome becomes the build's result
   */
  Ending(boolean unstable, boolean propagate) {
    this.unstable = unstable;
    this.propagate = propagate;
  }

  /** Ends a step. */
  void of(Report report, StepContext context, Run<?, ?> run, TaskListener listener)
      throws IOException, InterruptedException {
    Result result = Verdict.result(report, unstable);
    if (!propagate || result.equals(Result.SUCCESS)) {
      context.onSuccess(report.map());
      return;
    }
    Verdict verdict = new Verdict(report);
    FlowNode node = context.get(FlowNode.class);
    if (node != null) {
      node.addOrReplaceAction(
          new WarningAction(result).withMessage(verdict.getShortDescription()));
    }
    if (result.equals(Result.UNSTABLE)) {
      verdict.print(listener);
      run.setResult(result);
      context.onSuccess(report.map());
    } else {
      context.onFailure(verdict.failure(result));
    }
  }
}

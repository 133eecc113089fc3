package dev.mlbox.jenkins;

import dev.mlbox.jenkins.result.Report;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.TaskListener;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A command's finding as the reason for a build's result: one line in the log, never a trace. */
public final class Verdict extends CauseOfInterruption {
  private static final long serialVersionUID = 1L;

  private final String text;

  Verdict(Report report) {
    this.text = report.outcome().name() + ": " + report.headline();
  }

  /** What the outcome table makes of a build. */
  static Result result(Report report, boolean unstable) {
    return Result.fromString(report.outcome().buildResult(unstable));
  }

  /**
   * What ends a pipeline with a result. A failure is an abort, of which Jenkins prints the message
   * alone; other results have an exception of their own, with which it prints a number as well.
   */
  Exception failure(Result result) {
    return result.equals(Result.FAILURE)
        ? new AbortException(text)
        : new FlowInterruptedException(result, false, this);
  }

  @Override
  public String getShortDescription() {
    return text;
  }

  @Override
  public void print(TaskListener listener) {
    listener.getLogger().println("mlbox: " + text);
  }
}

package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import java.util.List;
import jenkins.model.CauseOfInterruption;

public final class FlowInterruptedException extends InterruptedException {
  private final List<CauseOfInterruption> causes;

  public FlowInterruptedException(Result arg0, boolean arg1, CauseOfInterruption... arg2) {
    causes = List.of(arg2);
  }

  public List<CauseOfInterruption> getCauses() {
    return causes;
  }
}

package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

public abstract class StepExecution implements Serializable {
  private StepContext context;

  protected StepExecution(StepContext arg0) {
    this.context = arg0;
  }

  public StepContext getContext() {
    return context;
  }

  public abstract boolean start() throws Exception;

  public void stop(Throwable arg0) throws Exception {
    throw new UnsupportedOperationException("a signature only");
  }

  public void onResume() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getStatus() {
    throw new UnsupportedOperationException("a signature only");
  }
}

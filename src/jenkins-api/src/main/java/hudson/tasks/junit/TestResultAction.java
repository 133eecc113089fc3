package hudson.tasks.junit;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.test.AbstractTestResultAction;

@SuppressWarnings("rawtypes")
public class TestResultAction extends AbstractTestResultAction<TestResultAction> {
  public TestResultAction(Run arg0, TestResult arg1, TaskListener arg2) {}

  public void mergeResult(TestResult arg0, TaskListener arg1) {
    throw new UnsupportedOperationException("a signature only");
  }
}

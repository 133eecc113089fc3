package dev.mlbox.jenkins.announce;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.result.Report;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import java.io.File;
import java.io.IOException;

/** Gates as tests of the build, where the JUnit plugin is installed: each has a history. */
@Extension(optional = true)
public final class GateTests implements Announcer {
  @Override
  public String what() {
    return Messages.GateTests_what();
  }

  @Override
  public void announce(Run<?, ?> run, MlboxAction action, Report report, TaskListener listener)
      throws IOException {
    File tests = new File(action.folder(), CommandRun.TESTS);
    if (!tests.isFile() || report.gates().isEmpty()) {
      return;
    }
    TestResult result = new TestResult();
    result.parse(tests, null);
    result.tally();
    synchronized (run) {
      TestResultAction before = run.getAction(TestResultAction.class);
      if (before == null) {
        run.addAction(new TestResultAction(run, result, listener));
      } else {
        result.freeze(before);
        before.mergeResult(result, listener);
        run.save();
      }
    }
  }
}

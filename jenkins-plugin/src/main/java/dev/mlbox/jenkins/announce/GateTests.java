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
import java.util.List;
import java.util.Optional;

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
    Optional<File> untold =
        Suites.untold(tests, before(run, action), new File(action.folder(), "untold.xml"));
    if (untold.isEmpty()) {
      return;
    }
    TestResult result = new TestResult();
    result.parse(untold.get(), null);
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

  /** The files of the build's earlier commands. */
  static List<File> before(Run<?, ?> run, MlboxAction action) {
    return run.getActions(MlboxAction.class).stream()
        .filter(each -> each.id() < action.id() && each.isEnded())
        .map(each -> new File(each.folder(), CommandRun.TESTS))
        .filter(File::isFile)
        .toList();
  }
}

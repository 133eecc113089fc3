package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.result.Report;
import hudson.AbortException;
import hudson.model.Result;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final Verdict verdict =
      new Verdict(Report.of("{\"outcome\": \"REVERTED\", \"headline\": \"errors 2 % > 1 %\"}", 2));

  @Test
  void aFailureIsAnAbortOfWhichJenkinsPrintsTheMessageAlone() {
    assertThat(verdict.failure(Result.FAILURE))
        .isInstanceOf(AbortException.class)
        .hasMessage("REVERTED: errors 2 % > 1 %");
  }

  @Test
  void anotherResultIsNoAbort() {
    assertThat(verdict.failure(Result.NOT_BUILT)).isInstanceOf(FlowInterruptedException.class);
  }
}

package hudson.tasks.junit;

import hudson.tasks.test.PipelineTestDetails;
import java.io.File;
import java.io.IOException;

public final class TestResult {
  public TestResult() {}

  public void parse(File arg0, PipelineTestDetails arg1) throws IOException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void tally() {
    throw new UnsupportedOperationException("a signature only");
  }

  public void freeze(TestResultAction arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}

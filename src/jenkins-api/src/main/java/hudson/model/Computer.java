package hudson.model;

import hudson.EnvVars;
import java.io.IOException;
import java.util.concurrent.ExecutorService;

public abstract class Computer extends Actionable {
  public static final ExecutorService threadPoolForRemoting =
      java.util.concurrent.Executors.newCachedThreadPool();

  public String getName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public Node getNode() {
    throw new UnsupportedOperationException("a signature only");
  }

  public EnvVars buildEnvironment(TaskListener arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }
}

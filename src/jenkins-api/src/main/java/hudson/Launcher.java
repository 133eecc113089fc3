package hudson;

import java.io.IOException;

/** On the machine itself it works, for tests. */
public abstract class Launcher {
  public boolean isUnix() {
    return java.io.File.pathSeparatorChar == ':';
  }

  public final ProcStarter launch() {
    return new ProcStarter();
  }

  /** For tests of machines that lack a program; no part of what Jenkins has. */
  int run(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).start().waitFor();
  }

  public final class ProcStarter {
    private String[] words = {};

    public ProcStarter cmds(String... arg0) {
      words = arg0.clone();
      return this;
    }

    public ProcStarter quiet(boolean arg0) {
      return this;
    }

    public int join() throws IOException, InterruptedException {
      return run(words);
    }
  }
}

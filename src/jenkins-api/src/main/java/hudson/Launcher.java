package hudson;

import java.io.IOException;

public abstract class Launcher {
  public boolean isUnix() {
    throw new UnsupportedOperationException("a signature only");
  }

  public final ProcStarter launch() {
    throw new UnsupportedOperationException("a signature only");
  }

  public final class ProcStarter {
    public ProcStarter cmds(String... arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ProcStarter quiet(boolean arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public int join() throws IOException, InterruptedException {
      throw new UnsupportedOperationException("a signature only");
    }
  }
}

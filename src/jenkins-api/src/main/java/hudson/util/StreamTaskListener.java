package hudson.util;

import hudson.model.TaskListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

public class StreamTaskListener extends AbstractTaskListener implements TaskListener, Closeable {
  public StreamTaskListener(OutputStream arg0, Charset arg1) {}

  public PrintStream getLogger() {
    throw new UnsupportedOperationException("a signature only");
  }

  public void close() throws IOException {
    throw new UnsupportedOperationException("a signature only");
  }
}

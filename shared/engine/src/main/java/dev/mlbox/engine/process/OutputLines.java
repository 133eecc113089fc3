package dev.mlbox.engine.process;

import dev.mlbox.core.port.StepListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Passes a program's output on, line by line, and keeps the last ones. A carriage return ends a
 * line too, so that progress bars are seen while they grow.
 */
final class OutputLines implements Runnable {
  private static final int KEPT = 40;
  private static final int LONGEST = 8192;

  private final InputStream output;
  private final StepListener listener;
  private final Deque<String> last = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();

  OutputLines(InputStream output, StepListener listener) {
    this.output = output;
    this.listener = listener;
  }

  @Override
  public void run() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      int before = -1;
      for (int here = reader.read(); here >= 0; here = reader.read()) {
        take((char) here, before);
        before = here;
      }
    } catch (IOException e) {
      // The pipe is closed under the reader when the program is ended.
    }
    if (line.length() > 0) {
      endLine();
    }
  }

  private void take(char here, int before) {
    if (here == '\r' || here == '\n') {
      if (here == '\r' || before != '\r') {
        endLine();
      }
      return;
    }
    line.append(here);
    if (line.length() == LONGEST) {
      endLine();
    }
  }

  private void endLine() {
    String ended = line.toString();
    line.setLength(0);
    synchronized (last) {
      last.addLast(ended);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
    listener.output(ended);
  }

  List<String> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }
}

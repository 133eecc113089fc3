package dev.mlbox.jenkins.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Remembers the last lines of a log, and the stages that it tells of, for a page that is looked at
 * meanwhile.
 */
public final class Tail {
  private static final int LINES = 30;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Course course = new Course(ZoneId.systemDefault());
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Passes a log on and remembers it; what came before is remembered, too. */
  OutputStream of(OutputStream log) {
    return new Remembered(log);
  }

  private void add(byte b) {
    if (b != '\n') {
      line.write(b);
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    line.reset();
    course.add(text, Instant.now());
    synchronized (this) {
      lines.addLast(text);
      while (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
  }

  /** The last lines, oldest first. */
  public synchronized List<String> getLines() {
    return List.copyOf(lines);
  }

  /** The stages of a rollout so far; empty where there is none. */
  public List<Course.Stage> getStages() {
    return course.stages();
  }

  private final class Remembered extends OutputStream {
    private final OutputStream out;

    Remembered(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      for (int i = from; i < from + length; i++) {
        add(bytes[i]);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}

package dev.mlbox.runtime.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The last lines that a worker printed. They are read all the time, so that a chatty model never
 * waits for a full pipe.
 */
final class LastWords {
  private static final int LINES = 5;
  private static final int CHARACTERS = 300;

  /** What worker.py prints before it tells of an error: all that belongs to it has been read. */
  private static final String MARK = "\u001e";

  private final Consumer<String> prints;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Semaphore marks = new Semaphore(0);

  /**
   * @param prints hears every line
   */
  LastWords(InputStream stream, Consumer<String> prints) {
    this.prints = prints;
    Thread reader = new Thread(() -> read(stream), "mlbox-python-stderr");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(this::take);
    } catch (IOException | UncheckedIOException e) {
      // The worker is gone, and there is nothing more to read.
    } finally {
      marks.release(Integer.MAX_VALUE / 2);
    }
  }

  private void take(String line) {
    if (line.equals(MARK)) {
      marks.release();
    } else if (!line.isBlank()) {
      prints.accept(line);
      keep(line.strip());
    }
  }

  private synchronized void keep(String line) {
    lines.add(line.length() > CHARACTERS ? line.substring(0, CHARACTERS) + "…" : line);
    if (lines.size() > LINES) {
      lines.remove();
    }
  }

  /** The lines up to the next mark or the end, in one; empty when nothing was printed. */
  String take() {
    awaitMark();
    return taken();
  }

  /**
   * Not for ever: a child process of the model may hold the stream open when the worker is gone.
   */
  private boolean awaitMark() {
    try {
      return marks.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized String taken() {
    String words = String.join(" | ", lines);
    lines.clear();
    return words;
  }
}

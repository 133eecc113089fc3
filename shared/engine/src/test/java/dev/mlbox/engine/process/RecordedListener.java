package dev.mlbox.engine.process;

import dev.mlbox.core.port.StepListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what it is told. */
public final class RecordedListener implements StepListener {
  public final List<String> output = new CopyOnWriteArrayList<>();
  public final List<String> notes = new CopyOnWriteArrayList<>();
  public final List<String> warnings = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);

  @Override
  public void output(String line) {
    output.add(line);
    first.countDown();
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  @Override
  public void warning(String sentence) {
    warnings.add(sentence);
  }

  /** Waits for the first line of output and returns it. */
  public String firstLine() throws InterruptedException {
    if (!first.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("no output in 30 s");
    }
    return output.get(0);
  }
}

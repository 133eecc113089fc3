package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.StepListener;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a training pod writes, line by line, until the line that says how it ended. */
final class TrainingLog {
  private static final int KEPT = 40;

  private final String mark;
  private final StepListener listener;
  private final Deque<String> last = new ArrayDeque<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  private TrainingLog(String mark, StepListener listener) {
    this.mark = mark;
    this.listener = listener;
  }

  static TrainingLog follow(ContainerResource container, String mark, StepListener listener) {
    TrainingLog log = new TrainingLog(mark, listener);
    LogWatch watch = container.watchLog();
    Thread reader = new Thread(() -> log.read(watch), "output of training");
    reader.setDaemon(true);
    reader.start();
    return log;
  }

  private void read(LogWatch watch) {
    try (watch;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
      String held = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(mark + " ")) {
          // The empty line before is the script's.
          if (held != null && !held.isEmpty()) {
            take(held);
          }
          end.complete(Integer.valueOf(line.substring(mark.length() + 1).strip()));
          return;
        }
        if (held != null) {
          take(held);
        }
        held = line.isEmpty() ? line : null;
        if (held == null) {
          take(line);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The pod is gone, which is seen elsewhere.
    }
  }

  private void take(String line) {
    synchronized (last) {
      last.addLast(line);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
    listener.output(line);
  }

  /** The command's exit code, if it ends in time. */
  Optional<Integer> awaitEnd(Duration limit) throws InterruptedException {
    try {
      return Optional.of(end.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }

  List<String> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }
}

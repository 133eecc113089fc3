package dev.mlbox.serving.sample;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files on their way into a bucket, on a thread of its own: a bucket that refuses or hangs holds up
 * nothing, and has each file as soon as it takes any. A file that grows is put in again.
 */
final class Outbox {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Destination destination;
  private final Consumer<String> notes;
  private final Duration shortestPause;
  private final Set<Path> waiting = new LinkedHashSet<>();
  private final Thread thread = new Thread(this::run, "mlbox-bucket");

  /** Those that were refused; of the thread's own. */
  private final Set<Path> stubborn = new HashSet<>();

  /** Whether a refusal was told of, and its end was not; of the thread's own. */
  private boolean refusing;

  private boolean closing;

  /** Where files go. */
  interface Destination {
    /** Writes a file in the place of an older one of its name. */
    void put(Path file) throws IOException;
  }

  private Outbox(Destination destination, Duration shortestPause, Consumer<String> notes) {
    this.destination = destination;
    this.shortestPause = shortestPause;
    this.notes = notes;
    thread.setDaemon(true);
  }

  static Outbox start(Destination destination, Consumer<String> notes) {
    return start(destination, SHORTEST_PAUSE, notes);
  }

  /**
   * Begins.
   *
   * @param shortestPause after a refusal; doubled at each further one
   */
  static Outbox start(Destination destination, Duration shortestPause, Consumer<String> notes) {
    Outbox outbox = new Outbox(destination, shortestPause, notes);
    outbox.thread.start();
    return outbox;
  }

  synchronized void add(Path file) {
    waiting.add(file);
    notifyAll();
  }

  private void run() {
    Duration pause = Duration.ZERO;
    for (Path file = next(pause); file != null; file = next(pause)) {
      try {
        destination.put(file);
        stubborn.remove(file);
        if (refusing && stubborn.isEmpty()) {
          refusing = false;
          notes.accept("the bucket takes samples again");
        }
        pause = Duration.ZERO;
      } catch (NoSuchFileException e) {
        if (stubborn.remove(file)) {
          notes.accept(file.getFileName() + " was removed before the bucket took it");
        }
      } catch (IOException | RuntimeException e) {
        if (!refusing) {
          refusing = true;
          notes.accept(
              "the bucket does not take samples: %s; they wait on the disk, trying again"
                  .formatted(e));
        }
        stubborn.add(file);
        pause = longer(pause);
        again(file);
      }
    }
  }

  private Duration longer(Duration pause) {
    Duration twice = pause.isZero() ? shortestPause : pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Behind all others; at the end it is not tried once more. */
  private synchronized void again(Path file) {
    if (closing) {
      notes.accept(file.getFileName() + " is lost to the bucket");
    } else {
      waiting.add(file);
    }
  }

  /** The next file after a pause, which ends early when all is to end; null when all has gone. */
  private synchronized @Nullable Path next(Duration pause) {
    long until = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toNanos(); left > 0 && !closing; left = until - System.nanoTime()) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      while (waiting.isEmpty() && !closing) {
        wait();
      }
    } catch (InterruptedException e) {
      return null;
    }
    if (waiting.isEmpty()) {
      return null;
    }
    Path first = waiting.iterator().next();
    waiting.remove(first);
    return first;
  }

  /** Puts what waits, each once more, and gives up after a time. */
  void close(Duration limit) {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join(limit.toMillis());
      if (thread.isAlive()) {
        notes.accept(
            "the bucket did not take the last samples within %d s".formatted(limit.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.mlbox.serving.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lease of a local target from a file, 20 times a second: it is small, and every file
 * system and operating system can do that, which is not so for watching.
 */
public final class FileLeaseSource implements LeaseSource {
  private static final long EVERY_MILLIS = 50;

  private final Path file;
  private final LeaseSink sink;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread reader = new Thread(work, "mlbox-lease");
            reader.setDaemon(true);
            return reader;
          });
  private byte[] last = new byte[0];
  private @Nullable Future<?> reading;

  public FileLeaseSource(Path file, LeaseSink sink) {
    this.file = file;
    this.sink = sink;
  }

  /** Reads once before it returns, so that a box knows its lease before its first request. */
  @Override
  public void start() {
    read();
    reading =
        thread.scheduleWithFixedDelay(
            this::read, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks at the file once. */
  synchronized void read() {
    try {
      long asked = sink.now();
      byte[] now = Files.readAllBytes(file);
      if (!Arrays.equals(now, last)) {
        last = now;
        sink.take(now, file.toString());
      }
      sink.latest(asked);
    } catch (NoSuchFileException e) {
      // Not written yet, or taken away: what was read last stays.
    } catch (IOException e) {
      sink.notes().accept(file + ": the lease cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.cancel(true);
    }
    thread.shutdownNow();
  }
}

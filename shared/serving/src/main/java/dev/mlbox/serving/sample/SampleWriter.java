package dev.mlbox.serving.sample;

import dev.mlbox.serving.settings.Keeping;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes samples to files, one after the other, on one thread. A second after it was taken a sample
 * is on the disk. A disk that is full or gone costs samples, never an answer.
 */
final class SampleWriter {
  static final long SYNC_NANOS = 1_000_000_000L;

  /** A file that is not written any more can be fetched once and for all. */
  private static final long ROLL_NANOS = 300 * SYNC_NANOS;

  private static final long RETRY_NANOS = 10 * SYNC_NANOS;
  private static final Duration LAST_COPY = Duration.ofSeconds(2);
  private static final long LARGEST = 16L << 20;
  private static final int PARTS = 16;

  /** A file in a bucket is written anew as long as it grows. */
  private static final long LARGEST_IN_BUCKET = 256 << 10;

  private final Keeping keeping;
  private final SampleFolder folder;
  private final SampleLines lines;
  private final String boot;
  private final Consumer<String> notes;
  private final @Nullable Outbox bucket;
  private @Nullable SampleFile file;
  private long opened;
  private long synced = System.nanoTime();
  private boolean dirty;
  private int number;
  private @Nullable Long brokenSince;

  SampleWriter(Keeping keeping, SampleLines lines, String boot, Consumer<String> notes) {
    this.keeping = keeping;
    this.folder = new SampleFolder(keeping.folder());
    this.lines = lines;
    this.boot = boot.replaceAll("[^0-9a-z]", "");
    this.notes = notes;
    this.bucket =
        keeping.bucket() == null ? null : Outbox.start(new BucketCopy(keeping.bucket()), notes);
  }

  /** Whether it was taken; what is no JSON, and what the disk refuses, is not. */
  boolean write(Sample sample) {
    String text;
    try {
      text = lines.of(sample);
    } catch (IOException e) {
      return false;
    }
    Long since = brokenSince;
    if (since != null && System.nanoTime() - since < RETRY_NANOS) {
      return false;
    }
    try {
      open().append(text);
      dirty = true;
      return true;
    } catch (IOException e) {
      fail(e);
      return false;
    }
  }

  /** Syncs what was written a second ago, and begins a new file when this one is full or old. */
  void syncWhenDue() {
    long now = System.nanoTime();
    SampleFile present = file;
    if (present == null || now - synced < SYNC_NANOS) {
      return;
    }
    synced = now;
    try {
      if (present.isGone()) {
        // Another box has found it too old or too much.
        file = null;
        present.close();
        return;
      }
      if (dirty) {
        present.sync();
        dirty = false;
        copy(present);
      }
      long largest = bucket == null ? LARGEST : LARGEST_IN_BUCKET;
      boolean full = present.bytes() > Math.min(largest, keeping.bytes() / PARTS);
      if (full || now - opened > ROLL_NANOS) {
        file = null;
        present.close();
        copy(present);
        folder.prune(keeping.bytes(), keeping.age(), Instant.now());
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void copy(SampleFile from) {
    if (bucket != null) {
      bucket.add(from.path());
    }
  }

  private SampleFile open() throws IOException {
    SampleFile present = file;
    if (present == null) {
      folder.prune(keeping.bytes(), keeping.age(), Instant.now());
      number++;
      present = new SampleFile(folder.next(Instant.now(), boot, number));
      file = present;
      opened = System.nanoTime();
      if (brokenSince != null) {
        brokenSince = null;
        notes.accept("samples are kept again in " + keeping.folder());
      }
    }
    return present;
  }

  private void fail(IOException e) {
    if (brokenSince == null) {
      notes.accept(
          "samples are not kept: %s; answers are given all the same, trying again every 10 s"
              .formatted(e));
    }
    brokenSince = System.nanoTime();
    dirty = false;
    SampleFile present = file;
    file = null;
    if (present != null) {
      try {
        present.close();
      } catch (IOException ignored) {
        // It is the same disk.
      }
    }
  }

  void close() {
    SampleFile present = file;
    file = null;
    if (present != null) {
      try {
        present.close();
        copy(present);
      } catch (IOException e) {
        notes.accept("the last samples are lost: " + e);
      }
    }
    if (bucket != null) {
      bucket.close(LAST_COPY);
    }
  }
}

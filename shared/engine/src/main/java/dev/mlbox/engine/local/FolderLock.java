package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One at a time, among the threads of this process and all others on this machine. The operating
 * system gives it back when its holder dies.
 */
final class FolderLock {
  private final Path file;
  private final Duration patience;

  FolderLock(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /**
   * Does something while nobody else does.
   *
   * @throws MlboxException BROKEN when somebody else holds it for too long
   */
  <T> T hold(Supplier<T> work) {
    return Steady.call(
        () -> {
          try {
            Files.createDirectories(file.getParent());
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
              // Closing the file gives the lock back.
              acquire(opened);
              return work.get();
            }
          } catch (IOException e) {
            throw MlboxException.broken(
                Problem.of("the lock cannot be taken: " + e.getMessage()).at(file.toString()), e);
          }
        });
  }

  private void acquire(RandomAccessFile opened) throws IOException {
    Taking taking = new Taking(opened);
    Steady.await(patience, taking::succeeds);
    if (taking.failure != null) {
      throw taking.failure;
    }
    if (taking.lock == null) {
      throw MlboxException.broken(
          Problem.of("another command has held the lock for %d s".formatted(patience.toSeconds()))
              .at(file.toString())
              .remedy("see which mlbox commands run, end the one that hangs, and try again"),
          null);
    }
  }

  private static final class Taking {
    private final RandomAccessFile opened;
    private @Nullable FileLock lock;
    private @Nullable IOException failure;

    Taking(RandomAccessFile opened) {
      this.opened = opened;
    }

    boolean succeeds() {
      try {
        lock = opened.getChannel().tryLock();
      } catch (OverlappingFileLockException e) {
        // Another thread of this process holds it.
        lock = null;
      } catch (IOException e) {
        failure = e;
      }
      return lock != null || failure != null;
    }
  }
}

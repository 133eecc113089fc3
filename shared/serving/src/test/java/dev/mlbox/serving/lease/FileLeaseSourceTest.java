package dev.mlbox.serving.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.serving.json.BoxJson;
import dev.mlbox.serving.split.LeaseClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeaseSourceTest {
  private static final Lease LEASE =
      Lease.only(new Route("v1", "127.0.0.1:8080"), Duration.ofSeconds(10));

  private final Path file;
  private final AtomicLong later = new AtomicLong();
  private final LeaseClock clock = new LeaseClock(() -> System.nanoTime() + later.get());
  private final List<String> notes = new CopyOnWriteArrayList<>();

  FileLeaseSourceTest(@TempDir Path folder) {
    file = folder.resolve("lease.json");
  }

  @Test
  void readsBeforeTheBoxStartsAndWheneverTheFileChanges() throws IOException {
    write(json(LEASE));
    try (FileLeaseSource source = source()) {
      source.start();
      assertThat(renewal()).isZero();
      write(json(LEASE.renewed()));
      await(() -> renewal() == 1);
      Files.delete(file);
      write(json(LEASE.renewed().renewed()));
      await(() -> renewal() == 2);
      assertThat(notes).isEmpty();
    }
  }

  @Test
  void whatChangedWhileThisProcessWasStoppedIsNotFresh() throws IOException {
    write(json(LEASE));
    FileLeaseSource source = source();
    source.start();
    source.close();
    later.addAndGet(Duration.ofSeconds(30).toNanos());
    write(json(LEASE.renewed()));
    source.read();
    assertThat(renewal()).isEqualTo(1);
    assertThat(clock.ageSeconds()).isGreaterThanOrEqualTo(30);
    write(json(LEASE.renewed().renewed()));
    source.read();
    assertThat(clock.ageSeconds()).isLessThan(30);
  }

  @Test
  void keepsTheLastOneWhileAFileIsHalfWritten() throws IOException {
    write(json(LEASE));
    try (FileLeaseSource source = source()) {
      source.start();
      write(json(LEASE.renewed()).substring(0, 30));
      await(() -> notes.size() == 1);
      assertThat(renewal()).isZero();
      write(json(LEASE.renewed()));
      await(() -> renewal() == 1);
    }
  }

  @Test
  void waitsForAFileThatIsNotThereYet() throws IOException {
    try (FileLeaseSource source = source()) {
      source.start();
      assertThat(clock.view()).isNull();
      write(json(LEASE));
      await(() -> renewal() == 0);
      assertThat(notes).isEmpty();
    }
  }

  private FileLeaseSource source() {
    return new FileLeaseSource(file, new LeaseSink(clock, notes::add));
  }

  private void write(String text) throws IOException {
    Path next = file.resolveSibling("next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String json(Lease lease) throws IOException {
    return BoxJson.mapper().writeValueAsString(lease);
  }

  private long renewal() {
    var view = clock.view();
    return view == null ? -1 : view.lease().renewal();
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}

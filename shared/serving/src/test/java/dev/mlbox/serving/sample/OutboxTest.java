package dev.mlbox.serving.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final Queue<String> notes = new ConcurrentLinkedQueue<>();

  private Outbox outbox(Outbox.Destination destination) {
    return Outbox.start(destination, PAUSE, notes::add);
  }

  private void arrive(Path file) {
    arrived.add(file.toString());
  }

  @Test
  void whatABucketRefusesItHasLater() throws Exception {
    AtomicInteger refusals = new AtomicInteger(3);
    Outbox outbox =
        outbox(
            file -> {
              if (refusals.getAndDecrement() > 0) {
                throw new IOException("503");
              }
              arrive(file);
            });
    outbox.add(Path.of("a"));
    assertThat(arrived.take()).isEqualTo("a");
    outbox.add(Path.of("b"));
    outbox.close(LONG);
    assertThat(arrived).containsExactly("b");
    assertThat(notes).hasSize(2);
    assertThat(List.copyOf(notes).get(0)).contains("503", "on the disk");
    assertThat(List.copyOf(notes).get(1)).contains("again");
  }

  @Test
  void thatItTakesThemAgainIsToldHoweverManyHaveWaited() throws Exception {
    AtomicInteger refusals = new AtomicInteger(4);
    CountDownLatch both = new CountDownLatch(1);
    Outbox outbox =
        outbox(
            file -> {
              await(both);
              if (refusals.getAndDecrement() > 0) {
                throw new IOException("503");
              }
              arrive(file);
            });
    outbox.add(Path.of("a"));
    outbox.add(Path.of("b"));
    both.countDown();
    assertThat(List.of(arrived.take(), arrived.take())).containsExactly("a", "b");
    outbox.close(LONG);
    assertThat(List.copyOf(notes))
        .satisfiesExactly(
            told -> assertThat(told).contains("503", "on the disk"),
            told -> assertThat(told).isEqualTo("the bucket takes samples again"));
  }

  @Test
  void aFileThatGrowsIsPutAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch more = new CountDownLatch(1);
    Outbox outbox =
        outbox(
            file -> {
              begun.countDown();
              await(more);
              arrive(file);
            });
    outbox.add(Path.of("a"));
    begun.await();
    outbox.add(Path.of("a"));
    outbox.add(Path.of("a"));
    more.countDown();
    outbox.close(LONG);
    assertThat(arrived).as("as it was, and as it became").containsExactly("a", "a");
  }

  @Test
  void aFileThatWasRemovedMeanwhileHoldsUpNothing() {
    Outbox outbox =
        outbox(
            file -> {
              if (file.toString().equals("gone")) {
                throw new NoSuchFileException("gone");
              }
              arrive(file);
            });
    outbox.add(Path.of("gone"));
    outbox.add(Path.of("b"));
    outbox.close(LONG);
    assertThat(arrived).containsExactly("b");
    assertThat(notes).isEmpty();
  }

  @Test
  void atTheEndAFileThatIsRefusedCostsNoOther() {
    Outbox outbox =
        Outbox.start(
            file -> {
              if (file.toString().equals("bad")) {
                throw new IOException("413");
              }
              arrive(file);
            },
            LONG,
            notes::add);
    outbox.add(Path.of("bad"));
    outbox.add(Path.of("b"));
    outbox.close(LONG);
    assertThat(arrived).containsExactly("b");
    assertThat(List.copyOf(notes)).last().asString().contains("bad is lost");
  }

  @Test
  void aFileThatIsNeverTakenIsToldOfOnce() throws Exception {
    AtomicInteger refusals = new AtomicInteger();
    Outbox outbox =
        outbox(
            file -> {
              if (file.toString().equals("bad")) {
                refusals.incrementAndGet();
                throw new IllegalArgumentException("no name for a bucket");
              }
              arrive(file);
            });
    outbox.add(Path.of("bad"));
    for (int i = 0; i < 3; i++) {
      outbox.add(Path.of("good" + i));
      assertThat(arrived.take()).isEqualTo("good" + i);
    }
    outbox.close(LONG);
    assertThat(refusals).hasPositiveValue();
    assertThat(List.copyOf(notes)).filteredOn(note -> note.contains("does not take")).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

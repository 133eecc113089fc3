package dev.mlbox.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box that is told to stop. */
class DrainTest {
  private final Boxes boxes;
  private final Caller caller = new Caller();

  DrainTest(@TempDir Path folder) {
    boxes = new Boxes(folder);
  }

  @AfterEach
  void stopAll() {
    boxes.close();
  }

  @Test
  void finishesWhatWasBegun() throws Exception {
    int requests = 8;
    CountDownLatch entered = new CountDownLatch(requests);
    Semaphore gate = new Semaphore(0);
    RunningBox box =
        boxes.box("v1", FakePredictor.gated(entered, gate), "MLBOX_THREADS=" + requests);
    List<CompletableFuture<Caller.Heard>> heard = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      heard.add(caller.predictLater(box));
    }
    entered.await();
    CompletableFuture<Void> drained = CompletableFuture.runAsync(box::drain);
    Boxes.await(() -> refuses(box));
    assertThat(drained).isNotDone();
    gate.release(requests);
    for (CompletableFuture<Caller.Heard> one : heard) {
      assertThat(one.join().status()).isEqualTo(200);
      assertThat(one.join().header("connection")).isEqualTo("close");
    }
    drained.join();
  }

  @Test
  void answersWhoeverHasNotHeardYet() {
    RunningBox box = boxes.box("v1", FakePredictor.fast(), "MLBOX_DRAIN_DELAY=1s");
    assertThat(caller.predict(box).header("connection")).isEmpty();
    CompletableFuture<Void> drained = CompletableFuture.runAsync(box::drain);
    Boxes.await(
        () -> caller.get(box.metricsPort(), "/mlbox/live").json().get("draining").asBoolean());
    assertThat(caller.get(box.port(), "/v2/health/ready").status()).isEqualTo(503);
    assertThat(caller.get(box.port(), "/v2/health/live").status()).isEqualTo(200);
    Caller.Heard heard = caller.predict(box);
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.header("connection")).isEqualTo("close");
    drained.join();
    assertThat(refuses(box)).isTrue();
  }

  @Test
  void letsWhoeverAsksEndAfterIt() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    Semaphore gate = new Semaphore(0);
    RunningBox box = boxes.box("v1", FakePredictor.gated(entered, gate));
    CompletableFuture<Caller.Heard> under = caller.predictLater(box);
    entered.await();
    CompletableFuture<Void> drained = CompletableFuture.runAsync(box::drain);
    Boxes.await(() -> refuses(box));
    CompletableFuture<Caller.Heard> asked =
        CompletableFuture.supplyAsync(() -> caller.get(box.metricsPort(), "/mlbox/drained"));
    Boxes.await(
        () -> caller.get(box.metricsPort(), "/mlbox/live").json().get("waiting").asInt() == 1);
    assertThat(asked).as("a request is under way").isNotDone();
    gate.release();
    assertThat(under.join().status()).isEqualTo(200);
    assertThat(asked.join().json().get("drained").asBoolean()).isTrue();
    drained.join();
  }

  @Test
  void doesNotKeepAServerThatIsOnlyStartedAgain() {
    RunningBox box = boxes.box("v1", FakePredictor.fast());
    Caller.Heard heard = caller.get(box.metricsPort(), "/mlbox/drained");
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.json().get("drained").asBoolean()).isFalse();
    assertThat(caller.predict(box).status()).isEqualTo(200);
  }

  @Test
  void doesNotWaitForeverForAModel() {
    RunningBox box = boxes.box("v1", FakePredictor.hanging(), "MLBOX_DRAIN=100ms");
    CompletableFuture<Caller.Heard> heard = caller.predictLater(box);
    Boxes.await(
        () -> caller.get(box.metricsPort(), "/metrics").body().contains("mlbox_in_flight 1.0"));
    long start = System.nanoTime();
    box.drain();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThatThrownBy(heard::join).hasMessageContaining("IOException");
  }

  /** The stable version moves from box to box under load, each old box being stopped at once. */
  @Test
  void losesNoRequestBehindAFront() {
    RunningBox front = boxes.front();
    RunningBox serving = boxes.box("v0", FakePredictor.fast());
    boxes.stable(Boxes.route("v0", serving));
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(CompletableFuture.runAsync(() -> callUntil(over, answered, front)));
    }
    for (int version = 1; version <= 5; version++) {
      int before = answered.get();
      Boxes.await(() -> answered.get() > before + 50);
      RunningBox next = boxes.box("v" + version, FakePredictor.fast());
      boxes.stable(Boxes.route("v" + version, next));
      serving.drain();
      serving = next;
    }
    over.set(true);
    clients.forEach(CompletableFuture::join);
    assertThat(caller.predict(front).version()).isEqualTo("v5");
  }

  private static void callUntil(AtomicBoolean over, AtomicInteger answered, RunningBox front) {
    Caller caller = new Caller();
    while (!over.get()) {
      Caller.Heard heard = caller.predict(front);
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      answered.incrementAndGet();
    }
  }

  static boolean refuses(RunningBox box) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port())) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}

package dev.mlbox.serving.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mlbox.serving.settings.LeaseAt;
import dev.mlbox.serving.split.LeaseClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that says what the API server says; the real one is asked in src/e2e. */
class ConfigMapLeaseSourceTest {
  private final Vertx vertx = Vertx.vertx();
  private final FakeApiServer server = new FakeApiServer(vertx, lease(1));
  private final AtomicLong later = new AtomicLong();
  private final LeaseClock clock = new LeaseClock(() -> System.nanoTime() + later.get());
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final ConfigMapLeaseSource source =
      new ConfigMapLeaseSource(
          vertx,
          new ClusterAccess(
              server.address(), null, () -> Optional.of("token-" + tokens.incrementAndGet())),
          new LeaseAt.InConfigMap("ml", "flights-mlbox"),
          new LeaseSink(clock, notes::add),
          () -> 0.5);

  @AfterEach
  void stopAll() {
    source.close();
    vertx.close().await();
  }

  @Test
  void listsOnceAndWatchesFromThere() {
    source.start();
    await(() -> renewal() == 1);
    await(server::watched);
    server.event("MODIFIED", "101", lease(2));
    await(() -> renewal() == 2);
    assertThat(clock.weight()).isEqualTo(0.05);
    assertThat(server.lists)
        .containsExactly(
            "/api/v1/namespaces/ml/configmaps?fieldSelector=metadata.name%3Dflights-mlbox");
    assertThat(server.watches).containsExactly("100");
    await(() -> server.questions.get() == 1);
    assertThat(server.tokens).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-3");
    assertThat(notes).isEmpty();
  }

  @Test
  void aRenewalThatIsDeliveredLateGivesNoWeight() {
    source.start();
    await(server::watched);
    later.addAndGet(Duration.ofSeconds(30).toNanos());
    server.event("MODIFIED", "101", lease(2));
    await(() -> renewal() == 2);
    assertThat(clock.weight()).as("of a renewal that may be 30 s old").isZero();
    await(() -> server.questions.get() == 1);
    server.event("MODIFIED", "102", lease(3));
    await(() -> clock.weight() == 0.05);
  }

  @Test
  void aWatchThatFallsBehindLosesItsWeight() {
    source.start();
    await(server::watched);
    server.set("109", lease(10));
    for (int renewal = 2; renewal < 6; renewal++) {
      later.addAndGet(Duration.ofMillis(2_500).toNanos());
      int asked = server.questions.get();
      server.say(FakeApiServer.modified("10" + renewal, lease(renewal)));
      await(() -> server.questions.get() > asked);
    }
    assertThat(renewal()).isEqualTo(5);
    assertThat(clock.weight()).as("while renewal 10 has been written").isZero();
    server.event("MODIFIED", "109", lease(10));
    int asked = server.questions.get();
    await(() -> server.questions.get() > asked);
    server.event("MODIFIED", "110", lease(11));
    await(() -> clock.weight() == 0.05);
  }

  @Test
  void whatWasMissedWhileNobodyAnsweredIsNotFresh() {
    source.start();
    await(server::watched);
    server.stop();
    server.set("400", lease(8));
    later.addAndGet(Duration.ofSeconds(30).toNanos());
    server.startAgain();
    await(() -> renewal() == 8);
    assertThat(clock.weight()).isZero();
    await(() -> server.watches.size() == 2);
    server.event("MODIFIED", "401", lease(9));
    await(() -> clock.weight() == 0.05);
  }

  @Test
  void goesOnWhereAWatchEnded() {
    source.start();
    await(server::watched);
    server.event("BOOKMARK", "150", "");
    server.endWatch();
    await(() -> server.watches.size() == 2);
    assertThat(server.watches).containsExactly("100", "150");
    assertThat(server.lists).hasSize(1);
  }

  @Test
  void readsEventsHoweverTheyAreCut() {
    source.start();
    await(server::watched);
    String event =
        "{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"},\"data\":{\"lease\":%s}}}\n"
            .formatted(TextNode.valueOf(lease(5)));
    String both = event + event.replace("\\\"renewal\\\":5", "\\\"renewal\\\":6");
    for (int i = 0; i < both.length(); i += 7) {
      server.say(both.substring(i, Math.min(both.length(), i + 7)));
    }
    await(() -> renewal() == 6);
  }

  @Test
  void listsAgainWhenItsVersionIsTooOld() {
    source.start();
    await(server::watched);
    server.set("300", lease(7));
    server.say(
        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,"
            + "\"message\":\"too old resource version: 100 (300)\"}}\n");
    await(() -> renewal() == 7);
    await(() -> server.watches.size() == 2);
    assertThat(server.watches).containsExactly("100", "300");
    assertThat(notes).containsExactly("ml/flights-mlbox: too old resource version: 100 (300)");
  }

  @Test
  void comesBackWhenTheServerDoes() {
    source.start();
    await(() -> renewal() == 1);
    await(server::watched);
    server.stop();
    await(() -> notes.size() >= 3);
    server.set("400", lease(8));
    server.startAgain();
    await(() -> renewal() == 8);
    server.answerWith(403);
    server.stop();
    server.startAgain();
    await(() -> notes.contains("ml/flights-mlbox: the API server answers 403"));
    server.answerWith(200);
    server.set("500", lease(9));
    await(() -> renewal() == 9);
  }

  @Test
  void keepsTheLastLeaseThatIsOne() {
    source.start();
    await(server::watched);
    server.event("MODIFIED", "101", "{\"renewal\":2");
    server.event("DELETED", "102", lease(3));
    server.event("MODIFIED", "103", lease(4).replace("flights:8080", "flights"));
    await(() -> notes.size() == 2);
    assertThat(renewal()).isEqualTo(1);
    assertThat(notes.get(0)).startsWith("ConfigMap ml/flights-mlbox: the lease cannot be read: ");
    assertThat(notes.get(1))
        .isEqualTo("ConfigMap ml/flights-mlbox: an address is host:port, not: flights");
    server.event("MODIFIED", "104", lease(5));
    await(() -> renewal() == 5);
  }

  private long renewal() {
    var view = clock.view();
    return view == null ? -1 : view.lease().renewal();
  }

  private static String lease(int renewal) {
    return """
    {"renewal":%d,"ttl":"PT10S","weight":0.05,"stable":{"version":"v1","address":"flights:8080"},\
    "canary":{"version":"v2","address":"flights-canary:8080"},"coverAfter":"PT1S"}\
    """
        .formatted(renewal);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}

package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which way a pilot asks boxes. */
@Timeout(60)
class NearnessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pod POD =
      new PodBuilder().withNewStatus().withPodIP("127.0.0.1").endStatus().build();

  private final AtomicLong nanos = new AtomicLong();
  private HttpServer pod;

  @BeforeEach
  void start() throws IOException {
    pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pod.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    pod.start();
  }

  @AfterEach
  void stop() {
    pod.stop(0);
  }

  private Nearness nearness(boolean inside) {
    return new Nearness(inside, pod.getAddress().getPort(), nanos::get);
  }

  private static HttpRequest near(Nearness nearness) {
    Optional<HttpRequest.Builder> request = nearness.to(POD, "/mlbox/counts", LIMIT);
    while (request.isEmpty()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      request = nearness.to(POD, "/mlbox/counts", LIMIT);
    }
    return request.get().build();
  }

  @Test
  void fromInsideThePodIsAskedItselfOnceItHasAnswered() {
    Nearness nearness = nearness(true);
    assertThat(nearness.to(POD, "/mlbox/counts", LIMIT)).as("nobody waits to learn it").isEmpty();
    PodHttp.Answer answer = nearness.send(near(nearness), LIMIT).join();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsExactly('o', 'k');
  }

  @Test
  void fromOutsideAnAddressOfAPodIsNeverAsked() {
    Nearness nearness = nearness(false);
    for (int i = 0; i < 3; i++) {
      assertThat(nearness.to(POD, "/mlbox/counts", LIMIT)).isEmpty();
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    }
  }

  @Test
  void outsideNothingIsMadeThatWouldAskThem() {
    Set<Thread> before = selectors();
    nearness(false).to(POD, "/mlbox/counts", LIMIT);
    assertThat(selectors()).isSubsetOf(before);
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .collect(Collectors.toSet());
  }

  @Test
  void podsThatAnswerNoMoreAreAskedThroughTheApiServerAgain() {
    Nearness nearness = nearness(true);
    HttpRequest request = near(nearness);
    pod.stop(0);
    for (int i = 0; i < 5; i++) {
      assertThat(nearness.to(POD, "/mlbox/counts", LIMIT)).as("after %d", i).isPresent();
      assertThat(nearness.send(request, LIMIT).handle((answer, problem) -> problem).join())
          .isInstanceOf(CompletionException.class);
    }
    assertThat(nearness.to(POD, "/mlbox/counts", LIMIT)).isEmpty();
  }
}

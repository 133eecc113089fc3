package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.judge.ArmCounts;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Alarm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Boxes behind an API server that keep a request, or do not know it. */
@Timeout(60)
class PodAlarmsTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final Alarm ALARM = new Alarm("v1", "v2", 100, 40, WITHIN);

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Paths with queries of what boxes were asked. */
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  private final Semaphore told = new Semaphore(0);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(200);
  private HttpServer server;
  private Cluster cluster;
  private PodAlarms alarms;

  @BeforeEach
  void start() throws IOException {
    server = serve(0);
    Path file =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: me}}]
            clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: me, user: {token: t}}]
            """
                .formatted(server.getAddress().getPort()));
    cluster = Cluster.connect(Deploys.to(null, "ml"), Map.of("KUBECONFIG", file.toString()));
    alarms = new PodAlarms(new PodHttp(cluster));
  }

  private HttpServer serve(int port) throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    started.setExecutor(threads);
    started.createContext("/version", each -> say(each, 200, "{\"major\":\"1\",\"minor\":\"34\"}"));
    started.createContext("/api", this::box);
    started.start();
    return started;
  }

  private void box(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    try {
      if (status.get() == 200) {
        gate.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    say(exchange, status.get(), "{}");
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @AfterEach
  void stop() {
    gate.countDown();
    cluster.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private static List<Pod> pods(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new PodBuilder()
                    .withNewMetadata()
                    .withName("p" + i)
                    .withNamespace("ml")
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("box")
                    .endContainer()
                    .endSpec()
                    .build())
        .toList();
  }

  private void listen(int boxes) {
    listen(boxes, 0);
  }

  private void listen(int boxes, long bad) {
    ArmCounts canary = new ArmCounts(bad, bad, new long[LatencyBuckets.COUNT]);
    Tally.Split split = new Tally.Split("v2", 0.5, ArmCounts.none(), canary);
    Map<String, Tally> known =
        pods(boxes).stream()
            .map(pod -> pod.getMetadata().getName())
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> new Tally("v1", "b", List.of(split))));
    alarms.listen(pods(boxes), known, ALARM, told::release);
  }

  private static String wish(String pod, int bad) {
    return "/api/v1/namespaces/ml/pods/%s:%d/proxy/mlbox/alarm?canary=v2&slow=100.0&bad=%d&within=20000"
        .formatted(pod, BoxPods.METRICS_PORT, bad);
  }

  @Test
  void aBoxIsAskedAndTellsWhenItHasSomethingToTell() throws InterruptedException {
    listen(2);
    assertThat(List.of(asked.take(), asked.take()))
        .containsExactlyInAnyOrder(wish("p0", 20), wish("p1", 20));
    assertThat(told.availablePermits()).as("they wait").isZero();
    gate.countDown();
    told.acquire();
  }

  /** After one had told, the others kept what they were asked for a look ago, and stirred again. */
  @Test
  void eachPauseAsksAnewByTheCountsThatWereReadLast() throws InterruptedException {
    listen(2, 0);
    assertThat(List.of(asked.take(), asked.take()))
        .containsExactlyInAnyOrder(wish("p0", 20), wish("p1", 20));
    listen(2, 7);
    assertThat(List.of(asked.take(), asked.take()))
        .containsExactlyInAnyOrder(wish("p0", 27), wish("p1", 27));
    gate.countDown();
    told.acquire();
    askUntilAnswered();
    assertThat(told.availablePermits()).as("of two pauses and two boxes, one was heard").isZero();
  }

  @Test
  void aBoxThatAnswersNothingIsNotAskedForEver() throws InterruptedException {
    for (int i = 0; i < 2 * PodAlarms.MOST_AT_ONCE; i++) {
      listen(1);
    }
    for (int i = 0; i < PodAlarms.MOST_AT_ONCE; i++) {
      assertThat(asked.take()).isNotEmpty();
    }
    assertThat(asked.poll(100, TimeUnit.MILLISECONDS)).isNull();
    gate.countDown();
    listenUntilAsked();
  }

  @Test
  void ofHundredsSomeAreAsked() throws InterruptedException {
    listen(300);
    for (int i = 0; i < PodAlarms.MOST; i++) {
      assertThat(asked.take()).contains("&bad=2&");
    }
    gate.countDown();
    told.acquire();
    assertThat(asked).isEmpty();
  }

  @Test
  void aBoxOfAnOlderMlboxIsNotAskedAgain() throws InterruptedException {
    status.set(404);
    listen(1);
    assertThat(asked.take()).isNotEmpty();
    // Once its answer has come, whoever is asked next is somebody else.
    askUntilQuiet();
    assertThat(told.availablePermits()).isZero();
  }

  @Test
  void nothingToTellStirsNobody() throws InterruptedException {
    status.set(403);
    listen(1);
    asked.take();
    listenUntilAsked();
    assertThat(told.availablePermits()).isZero();
  }

  @Test
  void anApiServerThatIsAwayIsNoFaultAndAskedAgainWhenItIsBack() throws Exception {
    int port = server.getAddress().getPort();
    server.stop(0);
    for (int i = 0; i < 20; i++) {
      listen(3);
    }
    assertThat(told.availablePermits()).isZero();
    server = serve(port);
    listenUntilAsked();
    gate.countDown();
    told.acquire();
  }

  /** Connections are few: whoever is answered now was asked after those. */
  private void askUntilAnswered() throws InterruptedException {
    listen(1, 9);
    asked.take();
    told.acquire();
  }

  private void listenUntilAsked() throws InterruptedException {
    do {
      listen(1);
    } while (asked.poll(20, TimeUnit.MILLISECONDS) == null);
  }

  private void askUntilQuiet() throws InterruptedException {
    int quiet = 0;
    while (quiet < 5) {
      listen(1);
      quiet = asked.poll(20, TimeUnit.MILLISECONDS) == null ? quiet + 1 : 0;
    }
  }
}

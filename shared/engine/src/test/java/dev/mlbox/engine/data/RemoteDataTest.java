package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.engine.load.Download;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data behind a server that fails, falls silent or refuses, and what is left on this machine. */
@Timeout(60)
class RemoteDataTest {
  private static final byte[] ROWS = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

  private final Path temporary;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  RemoteDataTest(@TempDir Path temporary) throws IOException {
    this.temporary = temporary;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int number = asked.incrementAndGet();
    if (path.startsWith("/stalls")) {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write(ROWS);
      exchange.getResponseBody().flush();
      awaitEnd();
    } else if (path.startsWith("/recovers") && number == 1) {
      exchange.sendResponseHeaders(503, -1);
    } else if (path.startsWith("/refuses")) {
      exchange.sendResponseHeaders(403, -1);
    } else {
      byte[] body = path.endsWith("none.csv") ? "a,b\n".getBytes(StandardCharsets.UTF_8) : ROWS;
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Stated at(String path) {
    return new Stated(url(path), "mlbox.yaml:4");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path copy(String path) {
    Download.Patience patience =
        new Download.Patience(
            Duration.ofSeconds(10), Duration.ofMillis(600), Duration.ofMillis(10), 2);
    return new RemoteData(new Download(patience, StepListener.silent()), temporary).copy(at(path));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }

  @Test
  void aServerThatFallsSilentInTheMiddleIsGivenUp() throws IOException {
    assertThatThrownBy(() -> copy("/stalls/test.csv?sig=s3cr3t"))
        .hasMessage(
            "`%s` sent nothing for 600 ms, 2 times (mlbox.yaml:4); see whether the server and the"
                    .formatted(url("/stalls/test.csv"))
                + " network are well");
    assertThat(left()).isEmpty();
  }

  @Test
  void anUnwellServerIsAskedAgain() throws IOException {
    assertThat(copy("/recovers/test.csv")).hasBinaryContent(ROWS).hasFileName("test.csv");
    assertThat(asked).hasValue(2);
  }

  @Test
  void aRefusalSaysNothingOfTheSignature() throws IOException {
    assertThatThrownBy(() -> copy("/refuses/test.csv?X-Amz-Signature=s3cr3t"))
        .hasMessage(
            "`%s` answered with status 403 (mlbox.yaml:4); expected 200; load from an address that"
                    .formatted(url("/refuses/test.csv"))
                + " needs no login");
    assertThat(left()).isEmpty();
  }

  @Test
  void aUserInTheAddressIsRefused() {
    Stated location = new Stated("https://ana:s3cr3t@example.com/test.csv", "mlbox.yaml:4");
    assertThatThrownBy(() -> RemoteData.usual().copy(location))
        .hasMessage(
            "`https://example.com/test.csv` contains a user or password (mlbox.yaml:4); expected"
                + " https://host/path without secrets; it may be signed by its query");
  }

  @Test
  void aCopyThatCannotBeUsedIsRemoved() throws IOException {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    String name = "rows-" + server.getAddress().getPort() + "-none.csv";
    assertThatThrownBy(() -> DataSource.open(at("/" + name + "?sig=s3cr3t"), temporary))
        .hasMessage(
            "%s has no rows (mlbox.yaml:4); expected at least one".formatted(url("/" + name)));
    try (Stream<Path> folders = Files.list(all)) {
      assertThat(
              folders
                  .filter(folder -> folder.getFileName().toString().startsWith("mlbox-data"))
                  .filter(folder -> Files.exists(folder.resolve(name))))
          .isEmpty();
    }
  }
}

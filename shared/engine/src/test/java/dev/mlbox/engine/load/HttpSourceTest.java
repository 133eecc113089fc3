package dev.mlbox.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.process.RecordedListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpSourceTest {
  private static final String MODEL = "a model";
  private static final String SHA = Digest.of(MODEL).hex();

  private final Path cache;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final RecordedListener listener = new RecordedListener();

  HttpSourceTest(@TempDir Path cache) throws IOException {
    this.cache = cache;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

  /** What is asked for says what happens: {@code /ok/…}, {@code /status/503/…}, … */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    String[] parts = path.split("/", -1);
    try (exchange) {
      switch (parts[1]) {
        case "ok" -> send(exchange, 200, MODEL);
        case "status" -> send(exchange, Integer.parseInt(parts[2]), "an explanation");
        case "recovers" -> send(exchange, asked.size() < 3 ? 503 : 200, MODEL);
        case "silent" -> silence(exchange, 0);
        case "stalls" -> silence(exchange, asked.size() < 2 ? 3 : MODEL.length());
        case "moved" -> {
          exchange.getResponseHeaders().add("Location", url("/ok/moved.onnx"));
          send(exchange, 302, "");
        }
        default -> throw new IOException("hangs up");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Announces all bytes, sends some, and says nothing more until the test is over. */
  private void silence(HttpExchange exchange, int sent) throws IOException {
    byte[] bytes = MODEL.getBytes(StandardCharsets.UTF_8);
    if (sent > 0) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, sent);
      exchange.getResponseBody().flush();
    }
    if (sent < bytes.length) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private HttpSource source() {
    Download.Patience patience =
        new Download.Patience(
            Duration.ofSeconds(5), Duration.ofMillis(600), Duration.ofMillis(10), 3);
    return new HttpSource(new CacheFolder(cache), new Download(patience, listener));
  }

  private LoadedModel load(String address, @Nullable String sha256) {
    return source().load(new LoadConfig(address, sha256, "mlbox.yaml:2"));
  }

  private void failsWith(Fault fault, String address, String message) {
    assertThatThrownBy(() -> load(address, SHA))
        .isInstanceOfSatisfying(MlboxException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessage(message.replace("SERVER", url("")));
    assertThat(cache).as("nothing is left of a failure").isEmptyDirectory();
  }

  private List<String> kept() throws IOException {
    try (var files = Files.walk(cache)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ModelFiles.slashed(cache, file))
          .sorted()
          .toList();
    }
  }

  @Test
  void takesWebAddressesOnly() {
    assertThat(source().takes("https://host/m.onnx")).isTrue();
    assertThat(source().takes("HTTP://host/m.onnx")).isTrue();
    assertThat(source().takes("httpd/m.onnx")).isFalse();
    assertThat(source().takes("git+https://host/m")).isFalse();
  }

  @Test
  void aFileIsBroughtOnceAndKeptByItsDigest() throws IOException {
    LoadedModel first = load(url("/ok/flights%20v1.onnx?token=secret"), "sha256:" + SHA);
    LoadedModel second = load(url("/ok/flights%20v1.onnx?token=secret"), SHA);

    assertThat(first).isEqualTo(second);
    assertThat(first.model().path()).hasContent(MODEL).hasFileName("flights_v1.onnx");
    assertThat(first.origin()).isEqualTo(url("/ok/flights%20v1.onnx"));
    assertThat(asked).hasSize(1);
    assertThat(kept()).containsExactly("http/" + SHA + "/flights_v1.onnx");
  }

  @Test
  void aDamagedCacheIsReplaced() throws IOException {
    LoadedModel first = load(url("/ok/m.onnx"), SHA);
    Files.writeString(first.model().path(), "damaged");

    assertThat(load(url("/ok/m.onnx"), SHA).model().path()).hasContent(MODEL);
    assertThat(asked).hasSize(2);
  }

  @Test
  void redirectsAreFollowed() {
    assertThat(load(url("/moved/m.onnx"), SHA).model().path()).hasContent(MODEL);
    assertThat(asked).containsExactly("/moved/m.onnx", "/ok/moved.onnx");
  }

  @Test
  void anUnwellServerIsAskedAgain() {
    assertThat(load(url("/recovers/m.onnx"), SHA).model().path()).hasContent(MODEL);
    assertThat(listener.notes)
        // On a slow machine it also says how far it is.
        .filteredOn(note -> note.contains("trying again"))
        .containsExactly(
            url("/recovers/m.onnx") + " answered with status 503; trying again in 10 ms",
            url("/recovers/m.onnx") + " answered with status 503; trying again in 20 ms");
  }

  @Test
  void aDownloadThatStallsIsBegunAgain() throws IOException {
    assertThat(load(url("/stalls/m.onnx"), SHA).model().path()).hasContent(MODEL);
    assertThat(listener.notes)
        .contains(url("/stalls/m.onnx") + " sent nothing for 600 ms; trying again in 10 ms");
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aServerThatStaysUnwellIsNamed() throws IOException {
    assertThatThrownBy(() -> load(url("/status/500/m.onnx?token=secret"), SHA))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage(
            "`%s` answered with status 500, 3 times (mlbox.yaml:2);"
                    .formatted(url("/status/500/m.onnx"))
                + " see whether the server and the network are well");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aSilentServerIsNamed() throws IOException {
    assertThatThrownBy(() -> load(url("/silent/m.onnx"), SHA))
        .hasMessage(
            "`%s` sent nothing for 600 ms, 3 times (mlbox.yaml:2);".formatted(url("/silent/m.onnx"))
                + " see whether the server and the network are well");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    String address = url("/ok/m.onnx");
    server.stop(0);

    assertThatThrownBy(() -> load(address, SHA))
        .hasMessage(
            "`%s` failed: the connection was refused, 3 times (mlbox.yaml:2);".formatted(address)
                + " see whether the server and the network are well");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | see whether the path is right",
        "403 | load from an address that needs no login",
      })
  void aRefusalIsNotAskedAgain(int status, String remedy) throws IOException {
    assertThatThrownBy(() -> load(url("/status/" + status + "/m.onnx"), SHA))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "`%s` answered with status %d (mlbox.yaml:2); expected 200; %s"
                .formatted(url("/status/" + status + "/m.onnx"), status, remedy));
    assertThat(asked).hasSize(1);
    assertThat(kept()).isEmpty();
  }

  @Test
  void anotherDigestIsRefused() throws IOException {
    String expected = Digest.of("another model").hex();

    assertThatThrownBy(() -> load(url("/ok/m.onnx"), expected))
        .hasMessage(
            "`%s` has the sha256 %s (mlbox.yaml:2); expected %s;"
                    .formatted(url("/ok/m.onnx"), SHA, expected)
                + " if the model was meant to change, change `sha256` too");
    assertThat(kept()).isEmpty();
  }

  @Test
  void withoutADigestNothingIsAsked() {
    assertThatThrownBy(() -> load(url("/ok/m.onnx"), null))
        .hasMessage(
            "`%s` has no `sha256` (mlbox.yaml:2);".formatted(url("/ok/m.onnx"))
                + " expected the digest of the file, 64 hex digits;"
                + " `sha256sum` prints it (`certutil -hashfile FILE SHA256` on Windows)");
    assertThatThrownBy(() -> load(url("/ok/m.onnx"), "../../etc"))
        .hasMessage("`sha256` is `../../etc` (mlbox.yaml:2); expected 64 hex digits");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://ada:secret@host/m.onnx | `https://host/m.onnx` contains a user or password"
            + " (mlbox.yaml:2); expected a URL without secrets; load from where none is needed,"
            + " such as a URL that is signed or internal",
        "https:///m.onnx | the URL to load from names no host (mlbox.yaml:2);"
            + " expected https://host/path",
        "https://host/a b | the address to load from is no URL: Illegal character in path"
            + " (mlbox.yaml:2); expected https://host/path",
      })
  void anAddressThatIsNoneIsRefused(String address, String message) {
    failsWith(Fault.INVALID, address, message);
  }

  @Test
  void anInterruptEndsTheDownloadAndStaysSet() throws IOException {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> load(url("/silent/m.onnx"), SHA))
        .hasMessage(
            "the download of `%s` was interrupted (mlbox.yaml:2)".formatted(url("/silent/m.onnx")));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kept()).isEmpty();
  }
}

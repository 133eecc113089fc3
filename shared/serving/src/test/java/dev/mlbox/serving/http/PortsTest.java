package dev.mlbox.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.serving.settings.Limits;
import dev.mlbox.serving.settings.Listen;
import dev.mlbox.serving.settings.Tokens;
import dev.mlbox.serving.split.Counts;
import dev.mlbox.serving.split.LeaseClock;
import dev.mlbox.serving.split.Splitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whether it has answered, so that it has begun to warm its ways. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String question = "GET /v2/health/live HTTP/1.1\r\nhost: box\r\n\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its connections to itself, by which it warms its ways, break then. */
  @Test
  void aBoxThatIsEndedWhileItStartsEndsQuietly() throws IOException {
    List<Throwable> unhandled = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 5; i++) {
      Vertx vertx = Vertx.vertx();
      vertx.exceptionHandler(unhandled::add);
      int port = freePort();
      LeaseClock lease = new LeaseClock(System::nanoTime);
      Ports ports = new Ports(vertx, new Limits(1 << 20, LONG, Duration.ZERO, Duration.ZERO, LONG));
      Future<Void> opening =
          ports.open(
              new Listen("127.0.0.1", port, 0, null, Tokens.NONE),
              1,
              new Ports.Answering(
                  new Routing("front", new Splitter("front", false, () -> 0), lease),
                  "boot",
                  new Health(null, lease),
                  null,
                  new Books(new Counts(), new Meters(lease), null)));
      while (!answers(port) && !opening.isComplete()) {
        Thread.onSpinWait();
      }
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    // Vert.x ends its own verticles a second time when it is closed while they listen.
    assertThat(unhandled).noneMatch(PortsTest::isOurs);
  }

  private static boolean isOurs(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("dev.mlbox"));
  }
}

package dev.mlbox.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.testkit.GrpcModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that come late, say nothing, or come again. */
@Timeout(60)
class GrpcClientTest {
  private static final String READY = "/inference.GRPCInferenceService/ServerReady";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final byte[] YES = GrpcFrame.of(new byte[] {8, 1});

  private static GrpcClient client(int port) {
    return new GrpcClient(URI.create("http://127.0.0.1:" + port));
  }

  private static ServerSocket silent(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  private static GrpcClient.Reply call(GrpcClient client) throws IOException {
    return client.call(READY, new byte[0], LIMIT);
  }

  @Test
  void findsAServerThatListensLate() throws IOException {
    int port;
    try (ServerSocket socket = silent(0)) {
      port = socket.getLocalPort();
    }
    try (GrpcClient client = client(port)) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(IOException.class);

      try (GrpcModel late = new GrpcModel(port)) {
        assertThat(late.port()).isEqualTo(port);
        assertThat(call(client).body()).isEqualTo(YES);
      }
    }
  }

  /** A silent connection stays, as one does that a proxy has lost. */
  @Test
  void opensAnotherConnectionWhenOneIsSilent() throws IOException {
    ServerSocket door = silent(0);
    int port = door.getLocalPort();
    try (GrpcClient client = client(port)) {
      assertThatThrownBy(() -> call(client)).hasMessage("nobody speaks HTTP/2 there within 10 s");

      try (Socket lost = door.accept()) {
        door.close();
        try (GrpcModel model = new GrpcModel(port)) {
          assertThat(lost.isClosed()).isFalse();
          assertThat(model.port()).isEqualTo(port);
          assertThat(call(client).body()).isEqualTo(YES);
        }
      }
    } finally {
      door.close();
    }
  }

  @Test
  void asksAServerThatWasStartedAgain() throws IOException {
    GrpcModel first = new GrpcModel();
    int port = first.port();
    try (GrpcClient client = client(port)) {
      assertThat(call(client).status()).isEqualTo(GrpcStatus.OK);
      first.close();

      try (GrpcModel again = new GrpcModel(port)) {
        assertThat(again.port()).isEqualTo(port);
        assertThat(call(client).body()).isEqualTo(YES);
      }
    }
  }

  @Test
  void losesNoAnswerOfManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (GrpcModel model = new GrpcModel();
        GrpcClient client = client(model.port())) {
      Callable<Integer> calls =
          () -> {
            int answered = 0;
            for (int i = 0; i < 250; i++) {
              answered += call(client).body().length == YES.length ? 1 : 0;
            }
            return answered;
          };
      List<Future<Integer>> parts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        parts.add(threads.submit(calls));
      }
      for (Future<Integer> part : parts) {
        assertThat(part.get()).isEqualTo(250);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}

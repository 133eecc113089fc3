package dev.mlbox.engine.pilot;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics}, for as long as the pilot runs. Without it a rollout goes on all the same.
 */
final class MetricsPage implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService thread;

  private MetricsPage(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /**
   * Opens it.
   *
   * @param port 0 picks a free one
   * @param token that who asks shows as {@code Authorization: Bearer}; empty: everybody may
   * @param text is asked each time
   */
  static MetricsPage open(int port, String token, Supplier<String> text) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "mlbox-metrics");
              made.setDaemon(true);
              return made;
            });
    server.setExecutor(thread);
    server.createContext(
        "/metrics",
        exchange -> {
          boolean may = mayRead(token, exchange.getRequestHeaders().getFirst("authorization"));
          byte[] body =
              (may ? text.get() : "who asks shows no token that is known here\n")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(may ? 200 : 403, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return new MetricsPage(server, thread);
  }

  private static boolean mayRead(String token, @Nullable String authorization) {
    return token.isEmpty()
        || (authorization != null
            && MessageDigest.isEqual(
                ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                authorization.getBytes(StandardCharsets.UTF_8)));
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}

package dev.mlbox.engine.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * As much of an API server as can be told what is there, and remembers what is applied. As an
 * extension of a test it ends with each of them.
 */
public final class SmallApi implements AutoCloseable, AfterEachCallback {
  private final HttpServer server;
  private final Map<String, String> present = new ConcurrentHashMap<>();
  private final Map<String, String> applied = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch slow = new CountDownLatch(0);

  private SmallApi(HttpServer server) {
    this.server = server;
  }

  public static SmallApi start() {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SmallApi api = new SmallApi(server);
    server.createContext("/", api::answer);
    server.start();
    return api;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Lets an object, or a list, be there. */
  SmallApi has(String path, String json) {
    present.put(path, json);
    return this;
  }

  /** Lets changes wait. */
  SmallApi slowedBy(CountDownLatch latch) {
    slow = latch;
    return this;
  }

  /** What was last applied there; missing when nothing was. */
  JsonNode applied(String path) throws IOException {
    return Json.mapper().readTree(applied.getOrDefault(path, ""));
  }

  /** Methods and paths of all requests, such as {@code GET /version}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** With a kubeconfig that leads here. */
  public Map<String, String> environment(Path folder) throws IOException {
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
                .formatted(port()));
    return Map.of("KUBECONFIG", file.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(exchange.getRequestMethod() + " " + path);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("GET")) {
        String found =
            path.equals("/version") ? "{\"major\":\"1\",\"minor\":\"34\"}" : present.get(path);
        say(exchange, found == null ? 404 : 200, found == null ? "{\"kind\":\"Status\"}" : found);
      } else {
        slow.await();
        applied.put(path, body);
        say(exchange, 200, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

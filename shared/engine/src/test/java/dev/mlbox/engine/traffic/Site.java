package dev.mlbox.engine.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A folder with mlbox.yaml and rows, and a real server that stands in for the box. */
final class Site implements AutoCloseable {
  private static final String SETTINGS =
      """
      model: flights
      load: model.onnx
      evaluate:
        data: test.csv
        target: late
      deploy:
        port: %d
      """;

  final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Site(Path folder, Answering answering) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/predict",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answering.answer(exchange);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("rows.csv"), "n,late\n1,0\n2,1\n3,0\n");
    Files.writeString(folder.resolve("mlbox.yaml"), SETTINGS.formatted(port()));
  }

  int port() {
    return server.getAddress().getPort();
  }

  String authority() {
    return "127.0.0.1:" + port();
  }

  TrafficReport send(double rate, Duration duration) {
    return Traffic.send(
        invocation(events::add), new TrafficRequest("rows.csv", rate, duration, null));
  }

  Invocation invocation(Listener listener) {
    return of(folder, listener);
  }

  static Invocation of(Path folder, Listener listener) {
    return new Invocation(
        folder.resolve("mlbox.yaml"), List.of(), Map.of(), List.of(), listener, "traffic");
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What the server says. */
  @FunctionalInterface
  interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }
}

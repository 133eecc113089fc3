package dev.mlbox.engine.screen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A page on this machine's loopback that shows a model's rollouts while they happen. It only reads,
 * and answers only who asks for it by a loopback name, so that no page of another site can read it
 * through the user's browser.
 */
public final class Dashboard implements AutoCloseable {
  private static final int MOST_VIEWERS = 32;
  private static final long HEARTBEAT_MILLIS = 10_000;
  private static final Map<String, String> FILES =
      Map.of(
          "/", "dashboard.html text/html",
          "/dashboard.css", "dashboard.css text/css",
          "/dashboard.js", "dashboard.js text/javascript");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Semaphore viewers = new Semaphore(MOST_VIEWERS);
  private final Board screens = new Board();
  private final Board history = new Board();
  private final PastRollouts past;

  private Dashboard(HttpServer server, Path reports) {
    this.server = server;
    this.past = new PastRollouts(reports);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "mlbox-dashboard");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to answer.
   *
   * @param port 0 for any that is free
   * @param reports the folder of this machine's reports
   * @throws MlboxException INVALID when the port is taken, or none
   */
  public static Dashboard open(int port, Path reports) {
    if (port < 0 || port > 65535) {
      throw MlboxException.invalid(
          Problem.of("--port is " + port)
              .at("--port")
              .expected("1 to 65535, or 0 for any that is free"));
    }
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      Dashboard dashboard = new Dashboard(HttpServer.create(address, 0), reports);
      dashboard.server.setExecutor(dashboard.threads);
      dashboard.server.createContext("/", dashboard::answer);
      dashboard.server.start();
      return dashboard;
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("the dashboard cannot listen on port %d: %s".formatted(port, e.getMessage()))
              .at("--port " + port)
              .remedy("give another one, or --port 0 for any that is free"));
    }
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Shows what is new to everybody who looks. */
  public void show(Screen screen, List<Past> rollouts) {
    screens.show(Json.write(screen));
    history.show(Json.write(past.of(rollouts)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
        say(exchange, 403, "this page is only for 127.0.0.1 and localhost\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        say(exchange, 405, "this page only reads\n");
      } else if (path.equals("/events")) {
        stream(exchange);
      } else if (path.startsWith("/reports/")) {
        report(exchange, path.substring("/reports/".length()));
      } else if (FILES.containsKey(path)) {
        file(exchange, Objects.requireNonNull(FILES.get(path)));
      } else {
        say(exchange, 404, "there is nothing here; the page is at /\n");
      }
    }
  }

  private boolean isLocal(@org.jspecify.annotations.Nullable String host) {
    String port = ":" + server.getAddress().getPort();
    return host != null && (host.equals("127.0.0.1" + port) || host.equals("localhost" + port));
  }

  private void report(HttpExchange exchange, String name) throws IOException {
    var page = past.page(name.replaceFirst("/$", ""));
    if (page.isEmpty()) {
      say(exchange, 404, "there is no such report on this machine\n");
      return;
    }
    // The report's own styles are in it; it has no scripts.
    head(exchange, "text/html", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    send(exchange, 200, Files.readAllBytes(page.get()));
  }

  private static void file(HttpExchange exchange, String entry) throws IOException {
    String[] parts = entry.split(" ", 2);
    head(
        exchange,
        parts[1],
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:");
    try (InputStream stream =
        Objects.requireNonNull(Dashboard.class.getResourceAsStream(parts[0]), parts[0])) {
      send(exchange, 200, stream.readAllBytes());
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    head(exchange, "text/plain", "default-src 'none'");
    send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void head(HttpExchange exchange, String type, String policy) {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Content-Security-Policy", policy + "; base-uri 'none'; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Server-sent events: {@code screen} and {@code past}, each with one JSON value. */
  private void stream(HttpExchange exchange) throws IOException {
    if (!viewers.tryAcquire()) {
      say(exchange, 503, "too many pages are open\n");
      return;
    }
    try {
      head(exchange, "text/event-stream", "default-src 'none'");
      exchange.sendResponseHeaders(200, 0);
      follow(exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.release();
    }
  }

  private void follow(OutputStream out) throws IOException, InterruptedException {
    long past = 0;
    long screen = 0;
    while (!screens.isClosed()) {
      Board.Sheet rollouts = history.now();
      if (rollouts.number() != past) {
        past = rollouts.number();
        event(out, "past", rollouts.text());
      }
      Board.Sheet next = screens.after(screen, HEARTBEAT_MILLIS);
      if (next.number() != screen) {
        screen = next.number();
        event(out, "screen", next.text());
      } else {
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
    }
  }

  private static void event(OutputStream out, String name, String json) throws IOException {
    out.write("event: %s\ndata: %s\n\n".formatted(name, json).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    screens.close();
    history.close();
    server.stop(0);
    threads.shutdownNow();
  }
}

package dev.mlbox.engine.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.engine.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Clients that send rows to a front at a rate, and note who answered and what failed. */
final class Visitors implements AutoCloseable {
  private final URI uri;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
  private final List<String> bodies = bodies(LocalHarness.rows());
  private final AtomicInteger next = new AtomicInteger();
  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final AtomicInteger answers = new AtomicInteger();

  /** When each version answered last, by {@link System#nanoTime()}. */
  final Map<String, AtomicLong> last = new ConcurrentHashMap<>();

  Visitors(URI front, int requestsPerSecond) {
    uri = front.resolve("/predict");
    long period = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
    var unused = threads.scheduleAtFixedRate(this::visit, 0, period, TimeUnit.NANOSECONDS);
  }

  private void visit() {
    String body = bodies.get(Math.floorMod(next.getAndIncrement(), bodies.size()));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var unused =
        client
            .sendAsync(request, BodyHandlers.ofString())
            .whenComplete(
                (response, failure) -> {
                  if (failure != null) {
                    failures.add(failure.toString());
                  } else {
                    take(response);
                  }
                  answers.incrementAndGet();
                });
  }

  private void take(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      failures.add(response.statusCode() + " " + response.body());
      return;
    }
    String version = response.headers().firstValue("mlbox-version").orElse("");
    last.computeIfAbsent(version, first -> new AtomicLong()).set(System.nanoTime());
  }

  private static List<String> bodies(Table rows) {
    return IntStream.range(0, rows.rows())
        .mapToObj(
            row -> {
              ObjectNode json = Json.mapper().createObjectNode();
              rows.columns().forEach((name, column) -> put(json, name, column, row));
              return json.toString();
            })
        .toList();
  }

  private static void put(ObjectNode json, String name, Column column, int row) {
    if (column instanceof Column.Text text) {
      json.put(name, text.text(row));
    } else {
      json.put(name, Double.parseDouble(column.text(row)));
    }
  }

  /** Waits until so many more requests were answered. */
  void awaitMore(int requests) {
    int until = answers.get() + requests;
    LocalHarness.await(() -> answers.get() >= until);
  }

  List<String> versions() {
    return last.keySet().stream().sorted().toList();
  }

  @Override
  public void close() {
    threads.shutdown();
    LocalHarness.await(() -> answers.get() >= next.get());
  }
}

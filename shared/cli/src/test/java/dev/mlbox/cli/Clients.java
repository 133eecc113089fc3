package dev.mlbox.cli;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Clients that send one request after the other, and note who answered and what failed. */
final class Clients implements AutoCloseable {
  private static final int CLIENTS = 2;

  /** So that the machine has time for what is tested. */
  private static final long PAUSE_NANOS = 10_000_000;

  private static final String ROW =
      "{\"color\":\"red\",\"size\":\"M\",\"weight\":100.05,\"visits\":23}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final List<Thread> threads;
  private volatile boolean over;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

  Clients(int port) {
    request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/predict"))
            .timeout(Duration.ofSeconds(20))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(ROW))
            .build();
    threads = IntStream.range(0, CLIENTS).mapToObj(i -> begun()).toList();
  }

  private Thread begun() {
    Thread thread =
        new Thread(
            () -> {
              while (!over) {
                ask();
                LockSupport.parkNanos(PAUSE_NANOS);
              }
            });
    thread.start();
    return thread;
  }

  private void ask() {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        failures.add(response.statusCode() + " " + response.body());
      }
      String version = response.headers().firstValue("mlbox-version").orElse("nobody");
      answers.computeIfAbsent(version, first -> new AtomicInteger()).incrementAndGet();
    } catch (Exception e) {
      failures.add(e.toString());
    }
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** How many requests a version has answered. */
  int answersOf(String version) {
    AtomicInteger count = answers.get(version);
    return count == null ? 0 : count.get();
  }

  /** Waits until a version has answered so many requests more. */
  void awaitMore(String version, int more) {
    int until = answersOf(version) + more;
    await(version + " answers", () -> answersOf(version) >= until);
  }

  /** Waits until somebody else than a version has answered; who that is. */
  String awaitOther(String version) {
    await("another one than " + version, () -> other(version) != null);
    return String.valueOf(other(version));
  }

  private @Nullable String other(String version) {
    return answers.keySet().stream().filter(key -> !key.equals(version)).findFirst().orElse(null);
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen within a minute: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    over = true;
    await("the last answers", () -> threads.stream().noneMatch(Thread::isAlive));
  }
}

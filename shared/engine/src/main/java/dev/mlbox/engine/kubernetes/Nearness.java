package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether pods can be asked at their own addresses, as they can from inside of most clusters: five
 * hundred answers a second are nothing to a pilot, and a great deal to an API server that has to
 * pass each of them on.
 *
 * <p>Nobody waits to learn it: one pod is asked beside, and until it has answered, as when many in
 * a row have not, the API server is.
 */
final class Nearness {
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int MOST_FAILURES = 5;

  private final boolean inside;
  private final int port;
  private final LongSupplier nanos;
  private final AtomicInteger failures = new AtomicInteger();
  private @Nullable HttpClient client;
  private volatile boolean near;
  private volatile boolean trying;
  private volatile long triedAt;
  private volatile boolean tried;

  /**
   * @param inside whether this is a pod itself: outside, an address of a pod may be anybody's
   * @param port that is asked
   */
  Nearness(boolean inside, int port, LongSupplier nanos) {
    this.inside = inside;
    this.port = port;
    this.nanos = nanos;
  }

  /** A request to a pod itself; empty where the API server has to be asked. */
  Optional<HttpRequest.Builder> to(Pod pod, String path, Duration limit) {
    String address = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
    if (!inside || address == null) {
      return Optional.empty();
    }
    String host = address.contains(":") ? "[" + address + "]" : address;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(host, port, path)))
            .timeout(limit);
    if (!near) {
      tryOnce(request.copy());
      return Optional.empty();
    }
    return Optional.of(request);
  }

  /** Made when it is needed, which outside of a cluster it never is. */
  private synchronized HttpClient client() {
    HttpClient present = client;
    if (present == null) {
      present =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(HttpClient.Builder.NO_PROXY)
              .connectTimeout(CONNECT)
              .build();
      client = present;
    }
    return present;
  }

  private void tryOnce(HttpRequest.Builder request) {
    synchronized (this) {
      boolean soon = tried && nanos.getAsLong() - triedAt < TRY_AGAIN.toNanos();
      if (trying || soon) {
        return;
      }
      trying = true;
      tried = true;
      triedAt = nanos.getAsLong();
    }
    // Without a token, which is none of whoever may have got that address: a refusal will do.
    CompletableFuture<?> unused =
        client()
            .sendAsync(request.GET().build(), HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (answer, problem) -> {
                  failures.set(0);
                  near = problem == null;
                  trying = false;
                });
  }

  /** Sends it. */
  CompletableFuture<PodHttp.Answer> send(HttpRequest request, Duration limit) {
    return client()
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(answer -> new PodHttp.Answer(answer.statusCode(), answer.body()))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (answer, problem) -> {
              if (problem == null) {
                failures.set(0);
              } else if (failures.incrementAndGet() >= MOST_FAILURES) {
                near = false;
              }
            });
  }
}

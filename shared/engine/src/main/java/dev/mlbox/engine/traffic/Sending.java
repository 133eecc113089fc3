package dev.mlbox.engine.traffic;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows without waiting for the answers, over connections that are kept. A request is never
 * sent twice: what a user would see as a failure is one.
 */
final class Sending implements AutoCloseable {
  /** More open requests than this and the next is not sent. */
  static final int MOST_OPEN = 256;

  private static final int THREADS = 2;
  private static final int EXAMPLE_LENGTH = 300;

  private final URI address;
  private final Duration limit;
  private final Tally tally;
  private final long start;
  private final Semaphore open = new Semaphore(MOST_OPEN);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Sending::thread);
  private final HttpClient client;

  /**
   * @param limit after this a request has failed
   * @param start the nanoTime of the first request
   */
  Sending(URI address, Duration limit, Tally tally, long start) {
    this.address = address;
    this.limit = limit;
    this.tally = tally;
    this.start = start;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limit)
            .executor(threads)
            .build();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mlbox-traffic");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends one.
   *
   * @param due its nanoTime
   */
  void send(byte[] row, long due) {
    if (!open.tryAcquire()) {
      tally.unsent();
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(limit)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(row))
            .build();
    // Whatever comes of it is counted when it is completed.
    var unused =
        client
            .sendAsync(request, Sending::body)
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((answer, failure) -> completed(answer, failure, due));
  }

  /** The words of a failure are kept; of an answer, that it came is enough. */
  private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
    return isGood(info.statusCode())
        ? HttpResponse.BodySubscribers.replacing("")
        : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private static boolean isGood(int status) {
    return status / 100 == 2;
  }

  private void completed(
      @Nullable HttpResponse<String> answer, @Nullable Throwable failure, long due) {
    long now = System.nanoTime();
    if (answer == null) {
      failed(failure);
    } else if (isGood(answer.statusCode())) {
      String version = answer.headers().firstValue("mlbox-version").orElse(null);
      tally.answered(version, (now - due) / 1_000, (now - start) / 1e9);
    } else {
      String words = answer.body().strip().replaceAll("\\s+", " ");
      tally.failed(
          "HTTP " + answer.statusCode(),
          words.length() > EXAMPLE_LENGTH ? words.substring(0, EXAMPLE_LENGTH) + "…" : words);
    }
    open.release();
  }

  private void failed(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      tally.failed(
          "no answer in time", "none within %d s from %s".formatted(limit.toSeconds(), address));
    } else if (cause instanceof ConnectException) {
      boolean unknown = cause.getCause() instanceof UnresolvedAddressException;
      tally.failed(
          unknown ? "unknown host" : "connection refused",
          unknown ? address.getHost() : address.getAuthority());
    } else if (cause instanceof IOException) {
      tally.failed("connection broken", String.valueOf(cause.getMessage()));
    } else {
      tally.failed("not sent", String.valueOf(cause));
    }
  }

  /** Waits until no request is open, or for that time. */
  void settle(Duration patience) {
    try {
      if (open.tryAcquire(MOST_OPEN, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        open.release(MOST_OPEN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}

package dev.mlbox.engine.probe;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Prober;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.table.Table;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Sends rows one by one, as clients do, four at a time, and then sends them again: a box that has
 * just started is slow until its code is compiled, and must not be judged by that.
 */
public final class HttpProber implements Prober {
  private static final String PATH = "/mlbox/predict";
  private static final int AT_A_TIME = 4;
  private static final int PASSES = 3;
  private static final int WARMING_ROWS = 500;
  private static final Duration WARMING = Duration.ofSeconds(15);

  private final Exchange exchange;

  public HttpProber(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Predictions ask(Route route, Table rows) {
    byte[][] requests =
        IntStream.range(0, rows.rows())
            .mapToObj(row -> RowJson.of(rows, row))
            .toArray(byte[][]::new);
    Answers answers = new Answers(requests.length);
    long warmUntil = System.nanoTime() + WARMING.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, HttpProber::thread);
    try {
      Asking first = new Asking(requests.length);
      all(
          threads,
          () -> first.run(row -> answers.put(row, exchange.post(route, PATH, requests[row]))));
      Predictions predictions = answers.predictions();
      int more = Math.min(requests.length, WARMING_ROWS) * (PASSES - 1);
      Asking warming = new Asking(more);
      all(
          threads,
          () ->
              warming.run(
                  i -> {
                    if (System.nanoTime() - warmUntil < 0) {
                      exchange.post(
                          route, PATH, requests[i % Math.min(requests.length, WARMING_ROWS)]);
                    }
                  }));
      return predictions;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mlbox-probe");
    thread.setDaemon(true);
    return thread;
  }

  /** Does the same on all threads and waits for all; the first failure is thrown. */
  private static void all(ExecutorService threads, Runnable work) {
    CompletableFuture<?>[] parts = new CompletableFuture<?>[AT_A_TIME];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = CompletableFuture.runAsync(work, threads);
    }
    try {
      CompletableFuture.allOf(parts).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof MlboxException problem) {
        throw problem;
      }
      throw MlboxException.broken(Problem.of("the probe failed: " + e.getCause()), e);
    }
  }

  /** Numbers, shared out among threads until none is left or one has failed. */
  private static final class Asking {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final int count;

    Asking(int count) {
      this.count = count;
    }

    void run(java.util.function.IntConsumer work) {
      for (int i = next.getAndIncrement(); i < count && !failed.get(); i = next.getAndIncrement()) {
        try {
          work.accept(i);
        } catch (RuntimeException e) {
          failed.set(true);
          throw e;
        }
      }
    }
  }
}

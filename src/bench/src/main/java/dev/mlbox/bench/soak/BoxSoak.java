package dev.mlbox.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Churn for a real stable box: a new canary twice a second, at weights that grow, gone before it is
 * missed; users with names, kept and new connections, requests that are refused, labels of answers.
 */
public final class BoxSoak {
  private static final int CLIENTS = 8;
  private static final int REQUESTS_A_CONNECTION = 200;
  private static final double[] WEIGHTS = {0.01, 0.05, 0.25, 0.5};

  private final URI address;
  private final Path lease;
  private final String row;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  private BoxSoak(URI address, Path lease, String row) {
    this.address = address;
    this.lease = lease;
    this.row = row;
  }

  /** Arguments: the box's address, its lease file, a row as JSON, seconds. */
  public static void main(String[] arguments) throws Exception {
    new BoxSoak(URI.create(arguments[0]), Path.of(arguments[1]), arguments[2])
        .run(Long.parseLong(arguments[3]));
  }

  private void run(long seconds) throws Exception {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      Thread thread = new Thread(() -> client(client));
      thread.start();
      clients.add(thread);
    }
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    int canaries = 0;
    for (long renewal = 1; System.nanoTime() < until; renewal++) {
      int step = (int) (renewal % WEIGHTS.length);
      canaries += step == 0 ? 1 : 0;
      write(renewal, "canary-" + canaries, WEIGHTS[step]);
      Thread.sleep(125);
    }
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    System.out.printf(
        Locale.ROOT,
        "churn: %d canaries, %d answers, %d of them no answer to a good request%n",
        canaries,
        answers.get(),
        failures.get());
  }

  private void write(long renewal, String canary, double weight) throws IOException {
    // Nobody listens at port 9: the canary fails, and the box covers.
    String json =
        String.format(
            Locale.ROOT,
            "{\"renewal\": %d, \"ttl\": \"PT10S\", \"weight\": %s, \"coverAfter\": \"PT2S\","
                + " \"manner\": {\"shadow\": 0, \"sticky\": \"X-User\", \"slowMillis\": 0.01},"
                + " \"stable\": {\"version\": \"box\", \"address\": \"%s:%d\"},"
                + " \"canary\": {\"version\": \"%s\", \"address\": \"127.0.0.1:9\"}}",
            renewal,
            weight,
            address.getHost(),
            address.getPort(),
            canary);
    Path next = lease.resolveSibling("lease.next");
    Files.writeString(next, json);
    Files.move(next, lease, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private void client(int number) {
    long sent = 0;
    while (!over.get()) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (int i = 0; i < REQUESTS_A_CONNECTION && !over.get(); i++) {
        sent++;
        boolean bad = sent % 50 == 0;
        String user = "user-%d-%d".formatted(number, sent);
        try {
          HttpResponse<String> answer =
              client.send(
                  HttpRequest.newBuilder(address.resolve("/predict"))
                      .header("content-type", "application/json")
                      .header("X-User", user)
                      .POST(HttpRequest.BodyPublishers.ofString(bad ? "{\"nothing\":1}" : row))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
          answers.incrementAndGet();
          if (!bad && answer.statusCode() != 200) {
            failures.incrementAndGet();
          }
        } catch (IOException e) {
          failures.incrementAndGet();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}

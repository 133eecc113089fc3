package dev.mlbox.engine.notify;

import dev.mlbox.core.config.NotifyConfig;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Posts notices to web hooks, at most three times each. Addresses are secrets: they are in no
 * message, and neither is what a failed connection says of them.
 */
public final class Messenger {
  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<NotifyConfig.Hook> hooks;
  private final Map<String, String> environment;
  private final Consumer<String> notes;
  private final Duration pause;
  private final Duration patience;

  /**
   * One that tells those hooks.
   *
   * @param environment holds the addresses
   * @param notes hears what could not be told
   * @param pause before the second try; twice as long before the third
   */
  public Messenger(
      List<NotifyConfig.Hook> hooks,
      Map<String, String> environment,
      Consumer<String> notes,
      Duration pause) {
    this(hooks, environment, notes, pause, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience with a hook, from being called to the end of its answer
   */
  Messenger(
      List<NotifyConfig.Hook> hooks,
      Map<String, String> environment,
      Consumer<String> notes,
      Duration pause,
      Duration patience) {
    this.hooks = List.copyOf(hooks);
    this.environment = environment;
    this.notes = notes;
    this.pause = pause;
    this.patience = patience;
  }

  /** Tells every hook that wants to hear of it; returns when all were told or given up. */
  public void tell(Notice notice) {
    for (NotifyConfig.Hook hook : hooks) {
      if (hook.on().contains(notice.outcome().toLowerCase(Locale.ROOT))) {
        tell(hook, notice);
      }
    }
  }

  private void tell(NotifyConfig.Hook hook, Notice notice) {
    String address = environment.getOrDefault(hook.variable(), "").strip();
    if (address.isEmpty()) {
      notes.accept(hook.variable() + " is not set; nobody was told");
      return;
    }
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(patience)
              .header("Content-Type", "application/json; charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofString(Shapes.of(notice, hook.shape())))
              .build();
    } catch (IllegalArgumentException e) {
      notes.accept(hook.variable() + " holds no http or https address; nobody was told");
      return;
    }
    String failure = post(request);
    if (!failure.isEmpty()) {
      notes.accept("%s was not told: %s".formatted(hook.variable(), failure));
    }
  }

  /** Empty when it arrived. */
  private String post(HttpRequest request) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .proxy(ProxySelector.getDefault())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    String failure = "";
    Duration wait = pause;
    for (int i = 0; i < TRIES; i++) {
      try {
        if (i > 0) {
          // Longer each time, so that a hook that is overwhelmed is left in peace.
          Thread.sleep(wait.toMillis());
          wait = wait.multipliedBy(2);
        }
        int status = status(client, request);
        if (status / 100 == 2) {
          return "";
        }
        failure = "it answered " + status;
        if (status / 100 != 5 && status != 429) {
          return failure;
        }
      } catch (ExecutionException | TimeoutException e) {
        failure = "it did not answer";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
    return failure + ", %d times".formatted(TRIES);
  }

  /** Of an answer that is there as a whole: a request's own limit ends where its body begins. */
  private int status(HttpClient client, HttpRequest request)
      throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } finally {
      answer.cancel(true);
    }
  }
}

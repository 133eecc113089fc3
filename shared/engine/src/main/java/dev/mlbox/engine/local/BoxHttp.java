package dev.mlbox.engine.local;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.probe.HttpExchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks the metrics port of a process of this machine. */
final class BoxHttp {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final LocalToken token;

  BoxHttp(LocalToken token) {
    this.token = token;
  }

  /** Made when first needed, as many commands ask no box. */
  private @Nullable HttpClient client;

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(LIMIT)
              .build();
      client = known;
    }
    return known;
  }

  /**
   * What a box says of itself.
   *
   * @param ready whether it should be sent requests
   */
  record Live(String version, String boot, boolean ready, boolean draining) {}

  static URI metrics(Launch launch) {
    return URI.create("http://%s:%d".formatted(Ports.HOST, launch.metricsPort()));
  }

  /** How the box on these ports is; empty when none answers. */
  Optional<Live> live(Launch launch) {
    try {
      URI uri = metrics(launch).resolve("/mlbox/live");
      return Optional.of(Json.read(get(uri), Live.class, uri.toString()));
    } catch (MlboxException e) {
      return Optional.empty();
    }
  }

  /**
   * The body of an answer.
   *
   * @throws MlboxException BROKEN when there is none within two seconds
   */
  String get(URI uri) {
    HttpRequest request =
        HttpExchange.showing(token.shown(), HttpRequest.newBuilder(uri).timeout(LIMIT)).build();
    try {
      HttpResponse<String> response = client().sendAsync(request, BodyHandlers.ofString()).join();
      if (response.statusCode() == OK) {
        return response.body();
      }
      throw MlboxException.broken(
          Problem.of("a box answers with status " + response.statusCode()).at(uri.toString()),
          null);
    } catch (CompletionException e) {
      throw MlboxException.broken(
          Problem.of("a box does not answer: " + words(e)).at(uri.toString()), e);
    }
  }

  /**
   * Whether a box answers a request that it keeps for a while; it does not when it is of an older
   * mlbox. Never fails.
   */
  CompletableFuture<Boolean> held(URI uri, Duration within) {
    HttpRequest request =
        HttpExchange.showing(token.shown(), HttpRequest.newBuilder(uri).timeout(within.plus(LIMIT)))
            .build();
    return client()
        .sendAsync(request, BodyHandlers.discarding())
        .thenApply(response -> response.statusCode() == OK)
        .exceptionally(silence -> false);
  }

  private static String words(CompletionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}

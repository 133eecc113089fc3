package dev.mlbox.engine.probe;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks boxes directly, over connections that are kept. */
public final class HttpExchange implements Exchange {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** A box gives up on its model after 30 s by default, and says so. */
  private static final Duration LIMIT = Duration.ofSeconds(35);

  private static final int OK = 200;

  private final Function<Route, URI> base;
  private final Supplier<String> token;

  /** Made when first needed: a tenth of a second that a plain look at the state can do without. */
  private @Nullable HttpClient client;

  /**
   * @param base of the metrics port of a version's box
   * @param token that boxes are shown; empty for none
   */
  public HttpExchange(Function<Route, URI> base, Supplier<String> token) {
    this.base = base;
    this.token = token;
  }

  /** A request to a box that shows it a token; empty for none. */
  public static HttpRequest.Builder showing(String token, HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("mlbox-token", token);
  }

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_LIMIT)
              .build();
      client = known;
    }
    return known;
  }

  @Override
  public byte[] post(Route route, String path, byte[] json) {
    URI uri = base.apply(route).resolve(path);
    HttpRequest request =
        showing(token.get(), HttpRequest.newBuilder(uri))
            .timeout(LIMIT)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(json))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = client().sendAsync(request, BodyHandlers.ofByteArray()).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String words =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw MlboxException.broken(
          Problem.of("version %s does not answer: %s".formatted(route.version(), words))
              .at(uri.toString()),
          e);
    }
    if (response.statusCode() != OK) {
      throw MlboxException.broken(
          BoxWords.of("version " + route.version(), response.statusCode(), response.body()), null);
    }
    return response.body();
  }
}

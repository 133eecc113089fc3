package dev.mlbox.engine.metric;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks web addresses that are given a second for the whole of their answer. */
final class WebAnswers {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Made when first needed, as most projects have no metrics of their own. */
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
   * An answer, whatever its status.
   *
   * @param body as text
   */
  record Answered(int status, String body) {}

  /**
   * @throws MlboxException BROKEN when there is no whole answer in time
   */
  Answered get(URI uri) {
    String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    CompletableFuture<HttpResponse<String>> asked = send(uri);
    try {
      HttpResponse<String> response = asked.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return new Answered(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw MlboxException.broken(
          Problem.of("%s did not answer within %d s".formatted(host, LIMIT.toSeconds())), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String words =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw MlboxException.broken(Problem.of("%s does not answer: %s".formatted(host, words)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlboxException.broken(Problem.of("asking %s was interrupted".formatted(host)), e);
    }
  }

  private CompletableFuture<HttpResponse<String>> send(URI uri) {
    try {
      return client()
          .sendAsync(
              HttpRequest.newBuilder(uri).timeout(LIMIT).build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      // Its own words are of the whole address, with what may be secret in it.
      throw MlboxException.broken(
          Problem.of(Shown.of(uri.toString()) + " is no web address")
              .expected("http:// or https:// and a host"),
          null);
    }
  }
}
